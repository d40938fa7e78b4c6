package org.telemed.core.caller;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.telemed.core.video.TokenSigner;

/**
 * Name-based UUIDs under this deployment's key: the same parts give the same id on every node, and without the key it
 * cannot be computed.
 */
public final class KeyedIds {
    private final List<TokenSigner> signers;

    public KeyedIds(TokenSigner signer) {
        this(signer, List.of());
    }

    /** @param former signers with keys that this deployment used before */
    public KeyedIds(TokenSigner signer, List<TokenSigner> former) {
        this.signers = Stream.concat(Stream.of(signer), former.stream()).toList();
    }

    /**
     * The id of these parts.
     *
     * @param purpose separates the ids of different uses; each has a key of its own
     */
    public UUID idOf(String purpose, String... parts) {
        return idsOf(purpose, parts).get(0);
    }

    /** The same id, followed by the ids of these parts under former keys. */
    public List<UUID> idsOf(String purpose, String... parts) {
        StringBuilder name = new StringBuilder();
        for (String part : parts) {
            // with its length, so that no two lists of texts are the same when joined
            name.append(part.length()).append(':').append(part);
        }
        return signers.stream()
                .map(signer -> uuid(signer.keyedHash(purpose, name.toString())))
                .toList();
    }

    /** Of version 8, which RFC 9562 leaves to whoever mints it. */
    private static UUID uuid(String hash) {
        long high = HexFormat.fromHexDigitsToLong(hash.substring(0, 16));
        long low = HexFormat.fromHexDigitsToLong(hash.substring(16, 32));
        return new UUID(
                (high & 0xffff_ffff_ffff_0fffL) | 0x8000L, (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }
}
