package org.telemed.core.caller;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.telemed.core.video.KeyedHash;

/**
 * Name-based UUIDs under this deployment's key: the same parts give the same id on every node, and without the key it
 * cannot be computed.
 */
public final class KeyedIds {
    private final KeyedHash hashes;

    public KeyedIds(KeyedHash hashes) {
        this.hashes = hashes;
    }

    /**
     * The id of these parts.
     *
     * @param purpose separates the ids of different uses; each has a key of its own
     */
    public UUID idOf(String purpose, String... parts) {
        return uuid(hashes.of(purpose, joined(parts)));
    }

    /** The same id, followed by the ids of these parts under former keys. */
    public List<UUID> idsOf(String purpose, String... parts) {
        String name = joined(parts);
        return Stream.concat(Stream.of(hashes.of(purpose, name)), hashes.underFormerKeys(purpose, name).stream())
                .map(KeyedIds::uuid)
                .toList();
    }

    private static String joined(String... parts) {
        StringBuilder name = new StringBuilder();
        for (String part : parts) {
            // with its length, so that no two lists of texts are the same when joined
            name.append(part.length()).append(':').append(part);
        }
        return name.toString();
    }

    /** Of version 8, which RFC 9562 leaves to whoever mints it. */
    private static UUID uuid(String hash) {
        long high = HexFormat.fromHexDigitsToLong(hash.substring(0, 16));
        long low = HexFormat.fromHexDigitsToLong(hash.substring(16, 32));
        return new UUID(
                (high & 0xffff_ffff_ffff_0fffL) | 0x8000L, (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }
}
