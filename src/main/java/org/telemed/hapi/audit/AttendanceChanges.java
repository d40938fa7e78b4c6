package org.telemed.hapi.audit;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.attendance.AttendanceLog;
import org.telemed.core.attendance.AttendanceLog.Entry;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.watch.ChangeSource;
import org.telemed.fhir.audit.AttendanceEventWriter;

/** Finds the joins and leaves that any node has recorded just now: a callback reaches one node only. */
public final class AttendanceChanges implements ChangeSource {
    /** For transactions that take long, and clocks that differ. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private static final int MOST_REMEMBERED = 10_000;

    private final AuditEventStore store;
    private final AuditEventAttendanceLog log;
    private final AttendanceEventWriter writer;
    private final Consumer<RoomEvent> listener;
    private final Clock clock;
    private final Set<String> seen = BoundedMap.setOfNewest(MOST_REMEMBERED);

    /** @param listener is called with each join and leave once */
    public AttendanceChanges(
            AuditEventStore store,
            AuditEventAttendanceLog log,
            FhirContext context,
            Consumer<RoomEvent> listener,
            Clock clock) {
        this.store = store;
        this.log = log;
        this.writer = new AttendanceEventWriter(context);
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public Set<EncounterId> changed(Set<EncounterId> watched) {
        Set<EncounterId> changed = new HashSet<>();
        watched.stream()
                .collect(Collectors.groupingBy(EncounterId::partition))
                .forEach((partition, ids) -> find(partition, ids, changed));
        return changed;
    }

    private void find(String partition, List<EncounterId> ids, Set<EncounterId> changed) {
        List<String> visits = ids.stream()
                .map(id -> new ResourceReference("Encounter", id.value()).reference())
                .toList();
        Instant since = clock.instant().minus(OVERLAP);
        for (IBaseResource event : store.find(visits, writer.codes(), since, partition)) {
            if (seen.add(event.getIdElement().getIdPart())) {
                genuine(event, partition).ifPresent(entry -> {
                    listener.accept(eventOf(entry));
                    changed.add(entry.encounter());
                });
            }
        }
    }

    private Optional<Entry> genuine(IBaseResource event, String partition) {
        return writer.read(event, partition).filter(entry -> log.isOf(event, entry));
    }

    private static RoomEvent eventOf(Entry entry) {
        return new RoomEvent(
                entry.kind() == AttendanceLog.Kind.JOINED ? RoomEvent.Kind.JOINED : RoomEvent.Kind.LEFT,
                entry.room(),
                "",
                entry.at(),
                Optional.of(new RoomEvent.Stay(entry.stay(), entry.identity())));
    }
}
