package org.telemed.twilio;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A status callback as Twilio would send it, signed by hand, and each of its fields can be wrong. */
public final class SignedForm {
    public static final String ROOM = "RM00000000000000000000000000000001";
    public static final String STAY = "PA00000000000000000000000000000001";

    private final Map<String, String> fields = new LinkedHashMap<>();

    private SignedForm(String event) {
        with("AccountSid", "AC" + "0".repeat(32))
                .with("RoomName", "visit-1")
                .with("RoomSid", ROOM)
                .with("RoomStatus", "in-progress")
                .with("RoomType", "group")
                .with("StatusCallbackEvent", event)
                .with("Timestamp", "2030-01-01T10:00:00.123Z")
                .with("SequenceNumber", "1");
    }

    public static SignedForm of(String event) {
        return new SignedForm(event);
    }

    public static SignedForm ofSomebody(String event) {
        return of(event).with("ParticipantSid", STAY).with("ParticipantIdentity", "user-adam");
    }

    public SignedForm with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    public SignedForm without(String field) {
        fields.remove(field);
        return this;
    }

    /** The body. */
    public String encoded() {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The header. */
    public String signature(String url, String authToken) {
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
