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
     * Makes sure that all of the entries are stored. After a failure it is called again with each of them, of which some
     * may be stored by then.
     *
     * @throws RuntimeException if one could not be stored
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
            public void ensureStored(List<AuditEntry> entries) {
                entries.forEach(hosts::ensureStored);
            }
        };
    }
}
