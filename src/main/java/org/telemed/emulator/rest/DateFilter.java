package org.telemed.emulator.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Form;

/** DateCreatedAfter (inclusive) and DateCreatedBefore (exclusive), to the second as the dates that Twilio shows. */
record DateFilter(Instant after, Instant before) {

    /** A day, or a time with or without offset; twilio-java sends none and means UTC. */
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd['T'HH:mm:ss[.SSSSSS][.SSS][XXX]]", Locale.ROOT);

    static DateFilter of(Form query) {
        return new DateFilter(
                date(query, "DateCreatedAfter", Instant.MIN), date(query, "DateCreatedBefore", Instant.MAX));
    }

    boolean admits(Instant created) {
        Instant shown = created.truncatedTo(ChronoUnit.SECONDS);
        return !shown.isBefore(after) && shown.isBefore(before);
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
