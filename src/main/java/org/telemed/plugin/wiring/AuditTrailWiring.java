package org.telemed.plugin.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.telemed.core.audit.AuditEntry;
import org.telemed.core.audit.AuditEntryStore;
import org.telemed.core.audit.AuditQueue;
import org.telemed.core.audit.AuditSpill;
import org.telemed.core.audit.AuditStore;
import org.telemed.core.audit.QueuedAuditTrail;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.membership.LocalReferences;
import org.telemed.hapi.audit.AuditEntryJson;
import org.telemed.hapi.audit.AuditEventBatchStore;
import org.telemed.hapi.audit.AuditEventFailures;
import org.telemed.hapi.audit.AuditEventIdentityRecords;
import org.telemed.hapi.audit.AuditEventStore;
import org.telemed.hapi.audit.AuditEventTrailStore;
import org.telemed.hapi.audit.FileAuditSpill;
import org.telemed.hapi.audit.RequestActors;
import org.telemed.hapi.audit.SpillFormat;
import org.telemed.hapi.audit.balp.BalpAuditInterceptor;
import org.telemed.hapi.audit.balp.RecordAccess;
import org.telemed.hapi.audit.balp.RecordAccessJson;
import org.telemed.hapi.audit.balp.RecordAccessStore;
import org.telemed.hapi.caller.Partitions;
import org.telemed.plugin.lifecycle.AccessAudit;
import org.telemed.plugin.settings.TelemedProperties;

/**
 * Builds the audit trail, and the audit of reads and writes. Each has a queue and a file of its own, so that many reads
 * cost no entry of a visit.
 */
record AuditTrailWiring(
        TelemedProperties properties,
        DaoRegistry daos,
        Optional<IHapiTransactionService> transactions,
        Partitions partitions,
        LocalReferences references,
        KeyedIds ids,
        AuditEventIdentityRecords records,
        TelemedEvents events,
        Clock clock) {

    /** The trail into the host's own store, or else into AuditEvents; empty if it is switched off. */
    Optional<QueuedAuditTrail> trail(Optional<AuditEntryStore> hosts) {
        return properties.audit().enabled()
                ? Optional.of(new QueuedAuditTrail(
                        queue(
                                hosts.map(AuditStore::of).orElseGet(this::trailStore),
                                "audit.jsonl",
                                new AuditEntryJson()),
                        clock))
                : Optional.empty();
    }

    /** The audit of reads and writes into AuditEvents; empty if it is switched off. */
    Optional<AccessAudit> accessAudit(RequestActors actors) {
        if (!properties.audit().balp()) {
            return Optional.empty();
        }
        AuditQueue<RecordAccess> queue = queue(
                new RecordAccessStore(eventStore(), ids, context(), properties.fhirBase()),
                "access.jsonl",
                new RecordAccessJson());
        return Optional.of(new AccessAudit(
                queue,
                new BalpAuditInterceptor(queue::add, actors, partitions, new AuditEventFailures(events), clock)));
    }

    private AuditStore<AuditEntry> trailStore() {
        return new AuditEventTrailStore(
                eventStore(), ids, records, daos, partitions, references, properties.fhirBase());
    }

    /** One of its own for each trail, so that what it remembers does not push out the identity records. */
    private AuditEventBatchStore eventStore() {
        return new AuditEventBatchStore(
                new AuditEventStore(daos, context(), partitions, new AuditEventFailures(events)),
                partitions,
                transactions);
    }

    private <T> AuditQueue<T> queue(AuditStore<T> store, String file, SpillFormat<T> format) {
        return new AuditQueue<>(properties.audit().queueSize(), store, spill(file, format), clock);
    }

    private <T> AuditSpill<T> spill(String file, SpillFormat<T> format) {
        TelemedProperties.Audit settings = properties.audit();
        return settings.spillDirectory().isBlank()
                ? AuditSpill.none()
                : new FileAuditSpill<>(
                        Path.of(settings.spillDirectory()),
                        file,
                        settings.spillSize().toBytes(),
                        format);
    }

    private FhirContext context() {
        return daos.getSystemDao().getContext();
    }
}
