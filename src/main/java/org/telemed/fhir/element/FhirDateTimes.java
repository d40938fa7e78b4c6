package org.telemed.fhir.element;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.telemed.core.membership.Period;

/**
 * Parses FHIR's dateTime, with the limits of its data type: years 0001 to 9999, offsets up to 14 hours, no hour 24.
 * Second 60 is the first instant of the next minute. A partial date lasts from the first instant of its day, month or
 * year in the clinic's zone until the first of the next; a full time is an instant.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#dateTime">FHIR dateTime</a>
 */
final class FhirDateTimes {
    /** Seconds and offset are mandatory in FHIR; a stored value without them is read in the clinic's time zone. */
    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d)"
                    + "(:(?<second>[0-5]\\d|60)(\\.(?<decimals>\\d+))?)?"
                    + "(?<offset>Z|[+-](0\\d|1[0-3]):[0-5]\\d|[+-]14:00)?");

    private static final Pattern DATE = Pattern.compile("(?<year>\\d{4})(-\\d\\d(-\\d\\d)?)?");
    private static final int NANO_DIGITS = 9;

    private final ZoneId zone;

    FhirDateTimes(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Its first instant, and the first after it; the same instant twice for a full time. Empty if it cannot be parsed.
     */
    Optional<Period> read(String dateTime) {
        if (dateTime.startsWith("0000")) {
            return Optional.empty();
        }
        try {
            return DATE.matcher(dateTime).matches() ? Optional.of(days(dateTime)) : instant(dateTime);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private Period days(String date) {
        return switch (date.length()) {
            case 4 ->
                days(Year.parse(date).atDay(1), Year.parse(date).plusYears(1).atDay(1));
            case 7 ->
                days(
                        YearMonth.parse(date).atDay(1),
                        YearMonth.parse(date).plusMonths(1).atDay(1));
            default -> days(LocalDate.parse(date), LocalDate.parse(date).plusDays(1));
        };
    }

    private Period days(LocalDate first, LocalDate next) {
        return new Period(
                first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
    }

    private Optional<Period> instant(String dateTime) {
        Matcher parts = DATE_TIME.matcher(dateTime);
        if (!parts.matches()) {
            return Optional.empty();
        }
        LocalDateTime time = LocalDate.parse(parts.group(1))
                .atTime(Integer.parseInt(parts.group("hour")), Integer.parseInt(parts.group("minute")))
                .plusSeconds(parts.group("second") == null ? 0 : Long.parseLong(parts.group("second")))
                .plusNanos(nanos(parts.group("decimals")));
        Instant instant = parts.group("offset") == null
                ? time.atZone(zone).toInstant()
                : time.toInstant(ZoneOffset.of(parts.group("offset")));
        return Optional.of(new Period(instant, instant));
    }

    /** FHIR does not limit the decimals; those below a nanosecond are ignored. */
    private static long nanos(@Nullable String decimals) {
        return decimals == null ? 0 : Long.parseLong((decimals + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
    }
}
