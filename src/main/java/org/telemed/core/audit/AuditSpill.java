package org.telemed.core.audit;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Port: holds the entries that could not be stored, over a restart.
 *
 * @param <T> the type of the entries
 */
public interface AuditSpill<T> {
    /** Holds nothing. */
    static <T> AuditSpill<T> none() {
        return new AuditSpill<>() {
            @Override
            public boolean isAvailable() {
                return false;
            }

            @Override
            public boolean add(T entry) {
                return false;
            }

            @Override
            public boolean replay(ToIntFunction<List<T>> store) {
                return false;
            }
        };
    }

    /** Whether entries can be held at all. */
    boolean isAvailable();

    /** Holds the entry; false if it is full or fails. Any thread may call this. */
    boolean add(T entry);

    /**
     * Hands over some of the entries. The first that could not be stored is handed over again after all others. One thread
     * calls this.
     *
     * @param store stores entries, and tells how many of them, from the first on, are stored
     * @return whether there was something to hand over
     */
    boolean replay(ToIntFunction<List<T>> store);

    /** Releases the files. */
    default void close() {}
}
