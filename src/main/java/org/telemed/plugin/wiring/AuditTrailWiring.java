package org.telemed.plugin.wiring;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.telemed.core.audit.AuditEntryStore;
import org.telemed.core.audit.AuditQueue;
import org.telemed.core.audit.AuditSpill;
import org.telemed.core.audit.QueuedAuditTrail;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.membership.LocalReferences;
import org.telemed.hapi.audit.AuditEventFailures;
import org.telemed.hapi.audit.AuditEventIdentityRecords;
import org.telemed.hapi.audit.AuditEventStore;
import org.telemed.hapi.audit.AuditEventTrailStore;
import org.telemed.hapi.audit.FileAuditSpill;
import org.telemed.hapi.caller.Partitions;
import org.telemed.plugin.settings.TelemedProperties;

/** Builds the audit trail. */
record AuditTrailWiring(
        TelemedProperties properties,
        DaoRegistry daos,
        Partitions partitions,
        LocalReferences references,
        KeyedIds ids,
        AuditEventIdentityRecords records,
        TelemedEvents events,
        Clock clock) {

    /** The trail into the host's own store, or else into AuditEvents; empty if it is switched off. */
    Optional<QueuedAuditTrail> trail(Optional<AuditEntryStore> hosts) {
        TelemedProperties.Audit settings = properties.audit();
        return settings.enabled()
                ? Optional.of(new QueuedAuditTrail(
                        new AuditQueue(
                                settings.queueSize(), hosts.orElseGet(this::auditEvents), spill(settings), clock),
                        clock))
                : Optional.empty();
    }

    /** With a store of its own, so that what it remembers does not push out the identity records. */
    private AuditEntryStore auditEvents() {
        return new AuditEventTrailStore(
                new AuditEventStore(daos, daos.getSystemDao().getContext(), partitions, new AuditEventFailures(events)),
                ids,
                records,
                daos,
                partitions,
                references,
                properties.fhirBase());
    }

    private static AuditSpill spill(TelemedProperties.Audit settings) {
        return settings.spillDirectory().isBlank()
                ? AuditSpill.NONE
                : new FileAuditSpill(
                        Path.of(settings.spillDirectory()), settings.spillSize().toBytes());
    }
}
