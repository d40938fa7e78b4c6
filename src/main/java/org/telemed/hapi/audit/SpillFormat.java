package org.telemed.hapi.audit;

import java.util.Optional;

/**
 * The lines of a spill file.
 *
 * @param <T> the type of the entries
 */
public interface SpillFormat<T> {
    /** The entry as one line. */
    String write(T entry);

    /** The entry; empty for a line that is none. */
    Optional<T> read(String line);
}
