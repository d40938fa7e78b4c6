package org.telemed.core.video;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Fields in one line with a signature at its end: tokens and reports of {@link InMemoryVideoVendor}. */
record SignedLine(List<String> fields) {
    private static final String BETWEEN = "|";

    static SignedLine of(String... fields) {
        return new SignedLine(List.of(fields));
    }

    /** The fields of a line; empty unless that secret signed it. */
    static Optional<SignedLine> verified(String line, String secret) {
        List<String> parts = List.of(line.split("\\|", -1));
        SignedLine fields = new SignedLine(parts.subList(0, parts.size() - 1));
        return fields.signature(secret).equals(parts.get(parts.size() - 1)) ? Optional.of(fields) : Optional.empty();
    }

    String field(int index) {
        return fields.get(index);
    }

    String signed(String secret) {
        return String.join(BETWEEN, fields) + BETWEEN + signature(secret);
    }

    String signature(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(String.join(BETWEEN, fields).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
