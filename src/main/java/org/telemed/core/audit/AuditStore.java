package org.telemed.core.audit;

import java.util.List;

/**
 * Port of the queue: where its entries are stored. It is called on one background thread.
 *
 * @param <T> the type of the entries
 */
public interface AuditStore<T> {
    /** The most entries that are stored together. */
    int batchSize();

    /**
     * Stores entries that were never handed over before, so that nobody has to look for them first.
     *
     * @throws RuntimeException if one could not be stored; some may be then
     */
    void storeNew(List<T> entries);

    /**
     * Makes sure that all of the entries are stored, of which some may be stored already. It is called with each of them
     * after a failure, and with those that a spill held.
     *
     * @throws RuntimeException if one could not be stored; some may be then
     */
    void ensureStored(List<T> entries);

    /** Stores in a host's own store, one by one. */
    static AuditStore<AuditEntry> of(AuditEntryStore hosts) {
        return new AuditStore<>() {
            @Override
            public int batchSize() {
                return 1;
            }

            @Override
            public void storeNew(List<AuditEntry> entries) {
                ensureStored(entries);
            }

            @Override
            public void ensureStored(List<AuditEntry> entries) {
                entries.forEach(hosts::ensureStored);
            }
        };
    }
}
