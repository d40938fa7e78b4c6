package org.telemed.hapi.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.audit.AuditEntry;
import org.telemed.core.audit.AuditStore;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.audit.TrailEventWriter;
import org.telemed.fhir.element.FhirElements;
import org.telemed.hapi.caller.Partitions;

/** Stores entries of the audit trail as AuditEvents in the host's repository, in the partition of the Encounter. */
public final class AuditEventTrailStore implements AuditStore<AuditEntry> {
    private final AuditEventBatchStore store;
    private final KeyedIds ids;
    private final AuditEventIdentityRecords records;
    private final DaoRegistry daos;
    private final Partitions partitions;
    private final FhirElements elements;
    private final LocalReferences references;
    private final TrailEventWriter writer;
    private final String observer;

    /**
     * Writes to that repository.
     *
     * @param records map an identity to a person
     * @param references read an Encounter's subject
     * @param observer this server's FHIR base, the source of the events
     */
    public AuditEventTrailStore(
            AuditEventBatchStore store,
            KeyedIds ids,
            AuditEventIdentityRecords records,
            DaoRegistry daos,
            Partitions partitions,
            LocalReferences references,
            String observer) {
        FhirContext context = daos.getSystemDao().getContext();
        this.store = store;
        this.ids = ids;
        this.records = records;
        this.daos = daos;
        this.partitions = partitions;
        this.elements = new FhirElements(context);
        this.references = references;
        this.writer = new TrailEventWriter(context);
        this.observer = observer;
    }

    @Override
    public int batchSize() {
        return AuditEventBatchStore.BATCH_SIZE;
    }

    @Override
    public void storeNew(List<AuditEntry> entries) {
        store.storeNew(eventsOf(entries));
    }

    @Override
    public void ensureStored(List<AuditEntry> entries) {
        store.ensureStored(eventsOf(entries));
    }

    private List<AuditEventToStore> eventsOf(List<AuditEntry> entries) {
        Map<EncounterId, Optional<ResourceReference>> patients = new HashMap<>();
        return entries.stream().map(entry -> eventOf(entry, patients)).toList();
    }

    /** @param patients the patients that are known already, since many entries of a batch are about one Encounter */
    private AuditEventToStore eventOf(AuditEntry entry, Map<EncounterId, Optional<ResourceReference>> patients) {
        return new AuditEventToStore(
                ids.idsOf("audit trail", entry.id().toString()),
                entry.encounter().map(EncounterId::partition).orElse(""),
                stored -> writer.records(stored, entry),
                () -> writer.write(
                        entry,
                        entry.encounter().flatMap(id -> patients.computeIfAbsent(id, this::patientOf)),
                        personIn(entry),
                        observer));
    }

    /** Only the server's own entries name somebody by their identity alone. */
    private Optional<ResourceReference> personIn(AuditEntry entry) {
        return entry.actor().isServer()
                ? entry.encounter()
                        .flatMap(id ->
                                entry.detail(AuditDetail.IDENTITY).flatMap(identity -> records.personOf(id, identity)))
                : Optional.empty();
    }

    /** The Encounter's patient as it is now; empty if the Encounter is gone. */
    private Optional<ResourceReference> patientOf(EncounterId encounter) {
        try {
            return elements.text(
                            daos.getResourceDao("Encounter")
                                    .read(
                                            daos.getSystemDao()
                                                    .getContext()
                                                    .getVersion()
                                                    .newIdType("Encounter", encounter.value()),
                                            partitions.system(encounter.partition())),
                            "subject.reference")
                    .flatMap(references::read)
                    .filter(subject -> subject.type().equals("Patient"));
        } catch (ResourceNotFoundException | ResourceGoneException none) {
            return Optional.empty();
        }
    }
}
