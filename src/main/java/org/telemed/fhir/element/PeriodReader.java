package org.telemed.fhir.element;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.VisitStart;
import org.telemed.core.membership.Period;

/**
 * Reads FHIR's Period. One that cannot be parsed becomes a period that is never valid, with the path of its element.
 */
public final class PeriodReader {
    private final FhirElements elements;
    private final FhirDateTimes dateTimes;

    public PeriodReader(FhirElements elements, ZoneId zone) {
        this.elements = elements;
        this.dateTimes = new FhirDateTimes(zone);
    }

    /**
     * The period of an entry.
     *
     * @param found the elements with the period; none means always
     * @param path of that element, for messages
     */
    public Period read(List<IBase> found, String path) {
        if (found.isEmpty()) {
            return Period.ALWAYS;
        }
        return found.size() == 1 && "Period".equals(found.get(0).fhirType())
                ? bounded(found.get(0), path)
                : Period.unreadable(path);
    }

    /** The start of a visit from a dateTime. */
    public VisitStart startOf(String dateTime, String path) {
        return dateTimes
                .read(dateTime)
                .<VisitStart>map(read -> at(read.start(), path))
                .orElseGet(() -> new VisitStart.Unreadable(path));
    }

    private static VisitStart at(@Nullable Instant start, String path) {
        return start == null ? new VisitStart.Unreadable(path) : new VisitStart.At(start);
    }

    private Period bounded(IBase period, String path) {
        Optional<String> start = elements.written(period, "start");
        Optional<String> end = elements.written(period, "end");
        if (start.isEmpty() && end.isEmpty()) {
            return period.isEmpty() ? Period.ALWAYS : Period.unreadable(path); // the repository stores no empty object
        }
        Period first = bound(start, path + ".start");
        Period last = bound(end, path + ".end");
        return new Period(
                first.start(),
                last.end(),
                first.unreadableElement().or(last::unreadableElement).orElse(null));
    }

    private Period bound(Optional<String> dateTime, String path) {
        return dateTime.map(text -> dateTimes.read(text).orElseGet(() -> Period.unreadable(path)))
                .orElse(Period.ALWAYS);
    }
}
