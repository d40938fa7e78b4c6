package org.telemed.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.telemed.core.participant.Period;

/**
 * Reads FHIR's Period and dateTime. A partial date lasts from the first instant of its day, month or year in the clinic's
 * zone until the first of the next; a full time is an instant.
 */
final class Periods {
    private final Elements elements;
    private final ZoneId zone;

    Periods(Elements elements, ZoneId zone) {
        this.elements = elements;
        this.zone = zone;
    }

    /**
     * The period for which an entry holds.
     *
     * @param found what stands in the entry's place for it; nothing there means always
     * @return empty if that cannot be read or is not one Period: such an entry must hold for nobody
     */
    Optional<Period> read(List<IBase> found) {
        if (found.isEmpty()) {
            return Optional.of(Period.ALWAYS);
        }
        IBase period = found.get(0);
        return found.size() == 1 && "Period".equals(period.fhirType()) ? readBounds(period) : Optional.empty();
    }

    /** The first instant of a date or time; empty if it cannot be read. */
    Optional<Instant> startOf(String dateTime) {
        return lengthOf(dateTime).map(Period::start);
    }

    private Optional<Period> readBounds(IBase period) {
        Optional<Period> start = lengthOf(elements.text(period, "start"));
        Optional<Period> end = lengthOf(elements.text(period, "end"));
        return start.flatMap(first -> end.map(last -> new Period(first.start(), last.end())));
    }

    private Optional<Period> lengthOf(Optional<String> bound) {
        return bound.isPresent() ? lengthOf(bound.get()) : Optional.of(Period.ALWAYS);
    }

    private Optional<Period> lengthOf(String dateTime) {
        try {
            return Optional.of(
                    switch (dateTime.length()) {
                        case 4 ->
                            days(
                                    Year.parse(dateTime).atDay(1),
                                    Year.parse(dateTime).plusYears(1).atDay(1));
                        case 7 ->
                            days(
                                    YearMonth.parse(dateTime).atDay(1),
                                    YearMonth.parse(dateTime).plusMonths(1).atDay(1));
                        case 10 ->
                            days(
                                    LocalDate.parse(dateTime),
                                    LocalDate.parse(dateTime).plusDays(1));
                        default -> at(instant(dateTime));
                    });
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private Period days(LocalDate first, LocalDate next) {
        return new Period(
                first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
    }

    private static Period at(Instant instant) {
        return new Period(instant, instant);
    }

    /** FHIR wants seconds and an offset; what was stored without them is read as the clinic's own clock shows it. */
    private Instant instant(String dateTime) {
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(dateTime, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime withOffset
                ? withOffset.toInstant()
                : LocalDateTime.from(time).atZone(zone).toInstant();
    }
}
