package org.telemed.hapi.audit;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.hapi.caller.Partitions;

/**
 * Stores AuditEvents in batches, each batch in one database transaction. New ones are created without a read; otherwise
 * one search tells which of them are stored already.
 */
public final class AuditEventBatchStore {
    /** A commit costs as much as some creates; more than this hold the connection for longer than they save. */
    public static final int BATCH_SIZE = 50;

    private final AuditEventStore store;
    private final Partitions partitions;
    private final Optional<IHapiTransactionService> transactions;

    /** @param transactions empty in a host without that service, where each event is stored by itself */
    public AuditEventBatchStore(
            AuditEventStore store, Partitions partitions, Optional<IHapiTransactionService> transactions) {
        this.store = store;
        this.partitions = partitions;
        this.transactions = transactions;
    }

    /**
     * Stores events that were never handed over before.
     *
     * @throws RuntimeException if one could not be stored; some may be then
     */
    public void storeNew(List<AuditEventToStore> events) {
        if (events.size() == 1 || transactions.isEmpty()) {
            events.forEach(store::storeNew);
            return;
        }
        byPartition(events).forEach((partition, ofPartition) -> create(partition, ofPartition, transactions.get()));
    }

    /**
     * Makes sure that they are stored.
     *
     * @throws RuntimeException if one could not be stored; some may be then
     */
    public void ensureStored(List<AuditEventToStore> events) {
        if (events.size() == 1 || transactions.isEmpty()) {
            events.forEach(store::ensureStored);
            return;
        }
        byPartition(events)
                .forEach((partition, ofPartition) -> ensureStored(partition, ofPartition, transactions.get()));
    }

    private static Map<String, List<AuditEventToStore>> byPartition(List<AuditEventToStore> events) {
        return events.stream()
                .collect(Collectors.groupingBy(
                        AuditEventToStore::partition, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    }

    private void ensureStored(
            String partition, List<AuditEventToStore> events, IHapiTransactionService transactionService) {
        Set<String> taken = takenOf(events, partition);
        List<AuditEventToStore> missing = new ArrayList<>();
        for (AuditEventToStore event : events) {
            if (event.ids().stream().map(UUID::toString).anyMatch(taken::contains)) {
                store.ensureStored(event);
            } else {
                missing.add(event);
            }
        }
        create(partition, missing, transactionService);
    }

    private void create(String partition, List<AuditEventToStore> missing, IHapiTransactionService transactionService) {
        SystemRequestDetails system = partitions.system(partition);
        // made before there is a connection, because that may read
        Map<UUID, IBaseResource> made = new LinkedHashMap<>();
        missing.forEach(event -> made.put(event.id(), event.event().get()));
        transactionService
                .withRequest(system)
                .execute(() -> made.forEach((id, event) -> store.create(id, system, event)));
    }

    /** Those of their ids under which something is stored. */
    private Set<String> takenOf(List<AuditEventToStore> events, String partition) {
        List<UUID> ids = events.stream().flatMap(event -> event.ids().stream()).toList();
        return store.read(ids, partition).stream()
                .map(stored -> stored.getIdElement().getIdPart())
                .collect(Collectors.toSet());
    }
}
