package org.telemed.core.audit;

/**
 * Port: where the audit trail is stored, by default as AuditEvents in the host's repository. A host that has a bean of
 * this type stores the entries there instead. It is called on one background thread.
 */
@FunctionalInterface
public interface AuditEntryStore {
    /**
     * Makes sure that the entry is stored. Idempotent by {@link AuditEntry#id}: after a failure it is called again with
     * the same entry.
     *
     * @throws RuntimeException if it could not be stored
     */
    void ensureStored(AuditEntry entry);
}
