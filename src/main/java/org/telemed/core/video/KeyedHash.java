package org.telemed.core.video;

import java.util.List;

/** Port: hashes under a key that only this deployment holds, the same on each of its nodes. */
public interface KeyedHash {
    /**
     * The hash of a text, 64 hex digits.
     *
     * @param purpose separates the hashes of different uses
     */
    String of(String purpose, String text);

    /** The same under each key that this deployment used before. */
    default List<String> underFormerKeys(String purpose, String text) {
        return List.of();
    }
}
