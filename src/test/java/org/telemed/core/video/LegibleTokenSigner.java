package org.telemed.core.video;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Signs nothing: its tokens can be read by people, and its hashes have no key. */
public final class LegibleTokenSigner implements TokenSigner, KeyedHash {
    private int signed;

    @Override
    public VideoToken sign(RoomId room, String identity, Instant issued, Instant expires) {
        signed++;
        String jwt = identity + " may join " + room + " from " + issued + " to " + expires;
        return new VideoToken(jwt, "jti-" + signed, room, identity, expires);
    }

    @Override
    public String of(String purpose, String text) {
        try {
            byte[] bytes = (purpose + ": " + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public int signed() {
        return signed;
    }
}
