package org.telemed.plugin.issuer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.telemed.core.collection.BoundedMap;

/**
 * The access tokens that were verified last, since clients send each of theirs many times and a signature costs more
 * to verify than most of a request. They are known by their SHA-256: no token is kept.
 */
final class VerifiedTokens {
    private static final int MOST = 1_000;

    /** Longer tokens are verified each time, so that a thousand of them stay within some megabytes. */
    private static final int LONGEST = 8 * 1024;

    private final Map<ByteBuffer, VerifiedToken> byDigest = Collections.synchronizedMap(BoundedMap.ofLastUsed(MOST));

    Optional<VerifiedToken> find(String token) {
        return token.length() > LONGEST ? Optional.empty() : Optional.ofNullable(byDigest.get(digestOf(token)));
    }

    void add(String token, VerifiedToken verified) {
        if (token.length() <= LONGEST) {
            byDigest.put(digestOf(token), verified);
        }
    }

    private static ByteBuffer digestOf(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
