package org.telemed.hapi.audit;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.attendance.AttendanceLog;
import org.telemed.core.caller.KeyedIds;
import org.telemed.fhir.audit.AttendanceEventWriter;

/**
 * Records attendance as AuditEvents in the host's repository, one per join and one per leave. Each names the person to
 * whom the identity was given.
 */
public final class AuditEventAttendanceLog implements AttendanceLog {
    private final AuditEventStore store;
    private final KeyedIds ids;
    private final AuditEventIdentityRecords records;
    private final AttendanceEventWriter writer;
    private final String observer;

    /**
     * Writes to that repository.
     *
     * @param records map an identity to a person
     * @param observer this server's FHIR base, the source of the events
     */
    public AuditEventAttendanceLog(
            AuditEventStore store,
            KeyedIds ids,
            AuditEventIdentityRecords records,
            FhirContext context,
            String observer) {
        this.store = store;
        this.ids = ids;
        this.records = records;
        this.writer = new AttendanceEventWriter(context);
        this.observer = observer;
    }

    @Override
    public void ensureStored(Entry entry) {
        store.ensureStored(new AuditEventToStore(
                idsOf(entry),
                entry.encounter().partition(),
                stored -> writer.records(stored, entry),
                () -> writer.write(entry, records.personOf(entry.encounter(), entry.identity()), observer)));
    }

    /** Whether the event's id is the keyed hash of that entry: without the key nobody can compute it. */
    boolean isOf(IBaseResource event, Entry entry) {
        String id = event.getIdElement().getIdPart();
        return idsOf(entry).stream().anyMatch(keyed -> keyed.toString().equals(id));
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
