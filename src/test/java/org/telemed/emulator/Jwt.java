package org.telemed.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An access token made by hand, so that each of its parts can be wrong. */
final class Jwt {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode header = JSON.createObjectNode();
    private final ObjectNode claims = JSON.createObjectNode();
    private String secret = RunningEmulator.SETTINGS.apiKeySecret();

    private Jwt(String identity) {
        long now = Instant.now().getEpochSecond();
        header.put("typ", "JWT").put("alg", "HS256").put("cty", "twilio-fpa;v=1");
        claims.put("jti", RunningEmulator.SETTINGS.apiKeySid() + "-1")
                .put("iss", RunningEmulator.SETTINGS.apiKeySid())
                .put("sub", RunningEmulator.SETTINGS.accountSid())
                .put("iat", now)
                .put("exp", now + Duration.ofHours(1).toSeconds());
        claims.putObject("grants").put("identity", identity).putObject("video");
    }

    static Jwt of(String identity) {
        return new Jwt(identity);
    }

    Jwt forRoom(String room) {
        claims.withObject("/grants/video").put("room", room);
        return this;
    }

    Jwt with(Consumer<ObjectNode> change) {
        change.accept(claims);
        return this;
    }

    Jwt header(String name, String value) {
        header.put(name, value);
        return this;
    }

    Jwt signedWith(String otherSecret) {
        secret = otherSecret;
        return this;
    }

    String token() {
        String signed = encoded(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
