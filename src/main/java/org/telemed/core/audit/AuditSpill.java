package org.telemed.core.audit;

import java.util.function.Predicate;

/** Port: holds the entries that could not be stored, over a restart. */
public interface AuditSpill {
    /** Holds nothing. */
    AuditSpill NONE = new AuditSpill() {
        @Override
        public boolean isAvailable() {
            return false;
        }

        @Override
        public boolean add(AuditEntry entry) {
            return false;
        }

        @Override
        public boolean replay(Predicate<AuditEntry> stored) {
            return false;
        }
    };

    /** Whether entries can be held at all. */
    boolean isAvailable();

    /** Holds the entry; false if it is full or fails. Any thread may call this. */
    boolean add(AuditEntry entry);

    /**
     * Hands over some of the entries, and stops at the first that could not be stored; that one is handed over again
     * after all others. One thread calls this.
     *
     * @param stored stores an entry, and tells whether it did
     * @return whether there was something to hand over
     */
    boolean replay(Predicate<AuditEntry> stored);

    /** Releases the files. */
    default void close() {}
}
