package org.telemed.core.room;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.participant.Actor;
import org.telemed.core.token.TokenSigner;

/**
 * Gives the same id to a new Encounter whenever the same request for it comes, so that nothing need be stored to know a
 * repetition. Nobody without the key of this deployment can tell the id beforehand.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key header</a>
 */
public final class IdempotentIds {
    private static final int LONGEST_KEY = 255;

    private final TokenSigner signer;

    public IdempotentIds(TokenSigner signer) {
        this.signer = signer;
    }

    /**
     * The id of the Encounter that this request creates.
     *
     * @param partition where it is created; empty for the default one
     * @param key the client's, which stands for one request of theirs
     * @param body as sent, byte by byte: another body is another request
     * @throws TelemedException BAD_REQUEST for an empty key, or one over 255 characters
     */
    public EncounterId idFor(Actor caller, String partition, String key, byte[] body) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "An Idempotency-Key has 1 to " + LONGEST_KEY
                            + " characters. Send a new UUID for each new request.");
        }
        String request = prefixed(caller.issuer())
                + prefixed(caller.userId())
                + prefixed(partition)
                + prefixed(key)
                + prefixed(digest(body));
        return new EncounterId(
                uuid(signer.keyedHash("idempotent create", request)).toString(), partition);
    }

    /** By its length, so that no two lists of texts are the same when joined. */
    private static String prefixed(String text) {
        return text.length() + ":" + text;
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Of version 8, which RFC 9562 leaves to whoever mints it. */
    private static UUID uuid(String hash) {
        long high = HexFormat.fromHexDigitsToLong(hash.substring(0, 16));
        long low = HexFormat.fromHexDigitsToLong(hash.substring(16, 32));
        return new UUID(
                (high & 0xffff_ffff_ffff_0fffL) | 0x8000L, (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }
}
