package org.telemed.server.metadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The CapabilityStatement in one format, plain and packed. */
final class Rendering {

    private static final int TAG_BYTES = 16;

    private final byte[] plain;
    private final byte[] packed;
    private final String tag;
    private final Instant rendered;

    Rendering(byte[] plain, Instant rendered) {
        this.plain = plain.clone();
        this.packed = packed(plain);
        this.tag = "W/\"" + digest(plain) + "\"";
        this.rendered = rendered;
    }

    byte[] bytes(boolean gzip) {
        return gzip ? packed : plain;
    }

    /** A weak entity tag, as plain and packed bytes have the same. */
    String tag() {
        return tag;
    }

    /** Whether a client that named these tags has it already. */
    boolean matches(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || known.equals(tag) || ("W/" + known).equals(tag));
    }

    boolean isYoungerThan(Duration age, Instant now) {
        return !now.isBefore(rendered) && rendered.plus(age).isAfter(now);
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
