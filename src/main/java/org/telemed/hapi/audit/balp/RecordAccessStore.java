package org.telemed.hapi.audit.balp;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.audit.AuditStore;
import org.telemed.core.caller.KeyedIds;
import org.telemed.fhir.audit.AccessEventWriter;
import org.telemed.hapi.audit.AuditEventBatchStore;
import org.telemed.hapi.audit.AuditEventToStore;

/** Stores audited accesses as AuditEvents in the host's repository, in the partition of the records. */
public final class RecordAccessStore implements AuditStore<RecordAccess> {
    private final AuditEventBatchStore store;
    private final KeyedIds ids;
    private final BalpEventConverter converter;
    private final AccessEventWriter writer;
    private final String observer;

    /**
     * Writes to that repository.
     *
     * @param observer this server's FHIR base, the source of the events
     */
    public RecordAccessStore(AuditEventBatchStore store, KeyedIds ids, FhirContext context, String observer) {
        this.store = store;
        this.ids = ids;
        this.converter = new BalpEventConverter(context);
        this.writer = new AccessEventWriter(context);
        this.observer = observer;
    }

    @Override
    public int batchSize() {
        return AuditEventBatchStore.BATCH_SIZE;
    }

    @Override
    public void storeNew(List<RecordAccess> entries) {
        store.storeNew(eventsOf(entries));
    }

    @Override
    public void ensureStored(List<RecordAccess> entries) {
        store.ensureStored(eventsOf(entries));
    }

    private List<AuditEventToStore> eventsOf(List<RecordAccess> entries) {
        return entries.stream()
                .map(access -> new AuditEventToStore(
                        ids.idsOf("record access", access.id().toString()),
                        access.partition(),
                        stored -> writer.records(stored, access.kind()),
                        () -> eventOf(access)))
                .toList();
    }

    IBaseResource eventOf(RecordAccess access) {
        IBaseResource event = converter.converted(access.balpEvent());
        writer.complete(event, access.kind(), access.interaction(), access.actor(), access.at(), observer);
        return event;
    }
}
