package org.telemed.emulator.rest;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Form;

/**
 * DateCreatedAfter and DateCreatedBefore, compared to the second like the dates that Twilio shows. In Twilio's OpenAPI
 * description rooms and recordings are those "on or after this date", participants those "after this date", and all of
 * them "before this date".
 */
record DateFilter(Instant after, boolean inclusive, Instant before) {

    /** {@code date-time} as in RFC 3339; also a day alone, and a time without offset, which is what twilio-java sends for UTC. */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    static DateFilter onOrAfter(Form query) {
        return of(query, true);
    }

    static DateFilter after(Form query) {
        return of(query, false);
    }

    boolean admits(Instant created) {
        Instant shown = created.truncatedTo(ChronoUnit.SECONDS);
        boolean late = inclusive ? !shown.isBefore(after) : shown.isAfter(after);
        return late && shown.isBefore(before);
    }

    private static DateFilter of(Form query, boolean inclusive) {
        return new DateFilter(
                date(query, "DateCreatedAfter", Instant.MIN), inclusive, date(query, "DateCreatedBefore", Instant.MAX));
    }

    private static Instant date(Form query, String name, Instant otherwise) {
        return query.value(name).map(text -> parsed(name, text)).orElse(otherwise);
    }

    private static Instant parsed(String name, String text) {
        try {
            TemporalAccessor date = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (date instanceof OffsetDateTime exact) {
                return exact.toInstant();
            }
            LocalDateTime utc = date instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(date);
            return utc.toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new TwilioException(TwilioError.INVALID_PARAMETER, "Invalid " + name);
        }
    }
}
