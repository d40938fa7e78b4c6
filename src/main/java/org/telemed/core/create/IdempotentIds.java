package org.telemed.core.create;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.KeyedHash;

/**
 * Derives the id of a new Encounter from its {@code Idempotency-Key}, so that a repeated request finds the same
 * Encounter and no request needs to be stored. Without this deployment's key the id cannot be predicted.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key header</a>
 */
public final class IdempotentIds {
    private static final int LONGEST_KEY = 255;

    private final KeyedIds ids;

    public IdempotentIds(KeyedHash hashes) {
        this.ids = new KeyedIds(hashes);
    }

    /**
     * The id of the Encounter that this request creates.
     *
     * @param partition the partition it is created in; empty for the default one
     * @param key the request's {@code Idempotency-Key}
     * @param body as sent, byte by byte: another body is another request
     * @param parameters what was asked for beside the body; empty for nothing
     * @throws TelemedException BAD_REQUEST for an empty key, or one over 255 characters
     */
    public EncounterId idFor(Caller caller, String partition, String key, byte[] body, String parameters) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "An Idempotency-Key has 1 to " + LONGEST_KEY
                            + " characters. Send a new UUID for each new request.");
        }
        String id = ids.idOf(
                        "idempotent create",
                        caller.issuer(),
                        caller.userId(),
                        partition,
                        key,
                        digest(body) + parameters)
                .toString();
        return new EncounterId(id, partition);
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
