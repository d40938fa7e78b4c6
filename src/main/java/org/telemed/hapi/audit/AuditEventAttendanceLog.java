package org.telemed.hapi.audit;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.attendance.AttendanceLog;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.video.RoomId;
import org.telemed.fhir.audit.AttendanceEventWriter;

/**
 * Records attendance as AuditEvents in the host's repository: one per join and one per leave, which name the person to
 * whom the identity was given, and one per room that has no others.
 */
public final class AuditEventAttendanceLog implements AttendanceLog {
    private final AuditEventStore store;
    private final KeyedIds ids;
    private final AuditEventIdentityRecords records;
    private final AttendanceEventWriter writer;
    private final String observer;
    private final Clock clock;

    /**
     * Writes to that repository.
     *
     * @param records map an identity to a person
     * @param observer this server's FHIR base, the source of the events
     * @param clock says when the attendance of a room was found to be complete
     */
    public AuditEventAttendanceLog(
            AuditEventStore store,
            KeyedIds ids,
            AuditEventIdentityRecords records,
            FhirContext context,
            String observer,
            Clock clock) {
        this.store = store;
        this.ids = ids;
        this.records = records;
        this.writer = new AttendanceEventWriter(context);
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public void ensureStored(Entry entry) {
        store.ensureStored(new AuditEventToStore(
                idsOf(entry),
                entry.encounter().partition(),
                stored -> writer.records(stored, entry),
                () -> writer.write(entry, records.personOf(entry.encounter(), entry.identity()), observer)));
    }

    @Override
    public void ensureComplete(EncounterId encounter, RoomId room) {
        store.ensureStored(new AuditEventToStore(
                idsOf(encounter, room),
                encounter.partition(),
                stored -> writer.recordsComplete(stored, room),
                () -> writer.writeComplete(encounter, room, clock.instant(), observer)));
    }

    @Override
    public Set<RoomId> complete(Map<RoomId, EncounterId> rooms) {
        Map<String, Map<String, RoomId>> partitions = new HashMap<>();
        rooms.forEach((room, encounter) -> {
            Map<String, RoomId> byId = partitions.computeIfAbsent(encounter.partition(), partition -> new HashMap<>());
            idsOf(encounter, room).forEach(id -> byId.put(id.toString(), room));
        });
        return partitions.entrySet().stream()
                .flatMap(partition -> complete(partition.getValue(), partition.getKey()))
                .collect(Collectors.toSet());
    }

    private Stream<RoomId> complete(Map<String, RoomId> byId, String partition) {
        return store.read(byId.keySet().stream().map(UUID::fromString).toList(), partition).stream()
                .flatMap(event -> Stream.of(byId.get(event.getIdElement().getIdPart()))
                        .filter(room -> writer.recordsComplete(event, room)));
    }

    /** Whether the event's id is the keyed hash of that entry: without the key nobody can compute it. */
    boolean isOf(IBaseResource event, Entry entry) {
        String id = event.getIdElement().getIdPart();
        return idsOf(entry).stream().anyMatch(keyed -> keyed.toString().equals(id));
    }

    private List<UUID> idsOf(EncounterId encounter, RoomId room) {
        return ids.idsOf("complete attendance", encounter.partition(), encounter.value(), room.value());
    }

    private List<UUID> idsOf(Entry entry) {
        return ids.idsOf(
                "attendance",
                entry.encounter().partition(),
                entry.encounter().value(),
                entry.stay(),
                entry.kind().name());
    }
}
