package org.telemed.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import org.telemed.core.participant.AttendanceLog;
import org.telemed.fhir.AttendanceWriter;

/** Attendance as AuditEvents in the host's repository, one per coming and one per going of each stay. */
public final class AuditEventAttendance implements AttendanceLog {
    private final AuditEventStore store;
    private final AttendanceWriter writer;
    private final String observer;

    /**
     * Records into that repository.
     *
     * @param observer this server's FHIR base, the source of the events
     */
    public AuditEventAttendance(DaoRegistry daos, FhirContext context, Partitions partitions, String observer) {
        this.store = new AuditEventStore(daos, context, partitions);
        this.writer = new AttendanceWriter(context);
        this.observer = observer;
    }

    @Override
    public void keep(Entry entry) {
        store.keep(
                AuditEventStore.idOf("attendance", entry.stay(), entry.kind().name()),
                entry.encounter().partition(),
                () -> writer.write(entry, observer));
    }
}
