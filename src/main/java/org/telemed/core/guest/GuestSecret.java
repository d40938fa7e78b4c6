package org.telemed.core.guest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret in a guest's link, or in the cookie of the browser that redeemed it. Only its hash is ever stored.
 *
 * @param value 256 random bits, in base64url without padding
 */
public record GuestSecret(String value) {
    /** The number of characters. */
    public static final int LENGTH = 43;

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{" + LENGTH + "}");

    public GuestSecret {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a secret has 43 characters of base64url");
        }
    }

    public static GuestSecret random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new GuestSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty for a text that is no such secret. */
    public static Optional<GuestSecret> ifValid(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new GuestSecret(text)) : Optional.empty();
    }

    /** SHA-256 in hexadecimal, as it is stored. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether that is its hash. */
    public boolean hasHash(String stored) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), stored.getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "GuestSecret[redacted]";
    }
}
