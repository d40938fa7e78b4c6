package org.telemed.oracle;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that a FHIR dateTime means: an instant, or all of a day, month or year in the clinic's time zone.
 *
 * @param first the first instant
 * @param next the first one that is no longer in it, or the instant itself
 */
record Span(Instant first, Instant next) {
    /**
     * As FHIR's dateTime, with any number of decimals; those beyond nanoseconds are cut off. FHIR wants seconds and an
     * offset with each time; HAPI stores times without, so they are read, in the clinic's time zone as dates are.
     */
    private static final Pattern FORMAT = Pattern.compile("(?<year>[0-9]{4})(-(?<month>[0-9]{2})(-(?<day>[0-9]{2})"
            + "(T(?<hour>[0-9]{2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})(\\.(?<decimals>[0-9]+))?)?"
            + "(?<offset>Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?");

    /** Empty if it cannot be read. */
    static Optional<Span> read(String text, ZoneId zone) {
        Matcher parts = FORMAT.matcher(text);
        if (!parts.matches() || text.startsWith("0000")) {
            return Optional.empty();
        }
        try {
            return Optional.of(parts.group("hour") == null ? partial(parts, zone) : instant(parts, zone));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Span partial(Matcher parts, ZoneId zone) {
        LocalDate first = LocalDate.of(number(parts, "year", 0), number(parts, "month", 1), number(parts, "day", 1));
        LocalDate next = parts.group("month") == null
                ? first.plusYears(1)
                : parts.group("day") == null ? first.plusMonths(1) : first.plusDays(1);
        return new Span(
                first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
    }

    private static Span instant(Matcher parts, ZoneId zone) {
        int second = number(parts, "second", 0);
        if (second > 60) {
            throw new DateTimeException("no such second");
        }
        String decimals = parts.group("decimals") == null ? "" : parts.group("decimals");
        LocalDateTime minute = LocalDateTime.of(
                number(parts, "year", 0),
                number(parts, "month", 1),
                number(parts, "day", 1),
                number(parts, "hour", 0),
                number(parts, "minute", 0));
        String offset = parts.group("offset");
        Instant instant = minute.atZone(offset == null ? zone : offset(offset))
                .toInstant()
                .plusSeconds(second)
                .plusNanos(Long.parseLong((decimals + "000000000").substring(0, 9)));
        return new Span(instant, instant);
    }

    /** Up to 14 hours; a ZoneOffset would take 18. */
    private static ZoneOffset offset(String text) {
        if (text.equals("Z")) {
            return ZoneOffset.UTC;
        }
        int hours = Integer.parseInt(text.substring(1, 3));
        int minutes = Integer.parseInt(text.substring(4));
        if (minutes > 59 || hours * 60 + minutes > 14 * 60) {
            throw new DateTimeException("no such offset");
        }
        return ZoneOffset.ofTotalSeconds((text.charAt(0) == '-' ? -60 : 60) * (hours * 60 + minutes));
    }

    private static int number(Matcher parts, String name, int otherwise) {
        return parts.group(name) == null ? otherwise : Integer.parseInt(parts.group(name));
    }
}
