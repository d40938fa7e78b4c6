package org.telemed.attacks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.telemed.acceptance.Host;

/** HTTP by hand, for requests that Java's client does not send. */
final class RawHttp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE = 30_000;

    private RawHttp() {}

    /** An answer, its header names in lower case; a header that comes twice has both values. */
    record Reply(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException notJson) {
                throw new AssertionError("No JSON: " + status + " " + body, notJson);
            }
        }
    }

    /** A request line and headers without a body, in UTF-8. */
    static Reply send(Host host, String method, String target, String token, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        request.append("Connection: close\r\nContent-Length: 0\r\n");
        if (!token.isEmpty()) {
            request.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return send(host, request.append("\r\n").toString());
    }

    /** These characters and nothing else. */
    static Reply send(Host host, String request) {
        try (Socket socket = new Socket(
                InetAddress.getByName("127.0.0.1"),
                URI.create(host.http().root()).getPort())) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return parsed(socket.getInputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Reply parsed(InputStream answer) throws IOException {
        String status = line(answer);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(answer); !header.isEmpty(); header = line(answer)) {
            String[] parts = header.split(":", 2);
            headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1].strip(), (one, two) -> one + ", " + two);
        }
        byte[] body = "chunked".equals(headers.get("transfer-encoding")) ? chunks(answer) : answer.readAllBytes();
        return new Reply(Integer.parseInt(status.split(" ")[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream answer) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String size = line(answer); !size.isEmpty() && !size.equals("0"); size = line(answer)) {
            body.write(answer.readNBytes(Integer.parseInt(size, 16)));
            line(answer);
        }
        return body.toByteArray();
    }

    private static String line(InputStream answer) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answer.read(); next != '\n' && next >= 0; next = answer.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
