package org.telemed.attacks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as it goes over the wire, legal HTTP or not. Characters are bytes (ISO 8859-1), so that anything can be sent.
 *
 * @param target what stands between the method and the HTTP version
 */
record RawRequest(String method, String target, Map<String, String> headers, byte[] body) {

    RawRequest {
        headers = new LinkedHashMap<>(headers);
        body = body.clone();
    }

    static RawRequest of(String method, String target) {
        return new RawRequest(method, target, Map.of(), new byte[0]);
    }

    RawRequest header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RawRequest(method, target, more, body);
    }

    RawRequest target(String other) {
        return new RawRequest(method, other, headers, body);
    }

    RawRequest method(String other) {
        return new RawRequest(other, target, headers, body);
    }

    RawRequest body(byte[] other) {
        return new RawRequest(method, target, headers, other);
    }

    RawRequest body(String type, String text) {
        return header("Content-Type", type).body(text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean hasBody() {
        return body.length > 0;
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (hasBody() || method.startsWith("P")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    /** To be read in a failure. */
    @Override
    public String toString() {
        String shown = new String(bytes(), StandardCharsets.ISO_8859_1);
        return shown.length() > 3000 ? shown.substring(0, 3000) + " … " + shown.length() : shown;
    }
}
