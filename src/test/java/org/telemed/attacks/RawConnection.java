package org.telemed.attacks;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP/1.1 over a socket, and sends what no HTTP client would. It connects anew whenever the server has closed. */
final class RawConnection implements AutoCloseable {

    private static final int READ_LIMIT_MS = (int) Duration.ofSeconds(20).toMillis();

    private final InetSocketAddress server;
    private @Nullable Socket socket;

    RawConnection(String root) {
        URI address = URI.create(root);
        server = new InetSocketAddress(address.getHost(), address.getPort());
    }

    /** @param body as text, of ISO 8859-1 */
    record RawAnswer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** Sends it and reads the whole answer. */
    RawAnswer send(RawRequest request) throws IOException {
        Socket current = socket;
        if (current != null) {
            try {
                return send(request, current);
            } catch (IOException closedMeanwhile) {
                close();
            }
        }
        return send(request, connected());
    }

    private Socket connected() throws IOException {
        Socket fresh = new Socket();
        fresh.connect(server, READ_LIMIT_MS);
        fresh.setSoTimeout(READ_LIMIT_MS);
        fresh.setTcpNoDelay(true);
        socket = fresh;
        return fresh;
    }

    private RawAnswer send(RawRequest request, Socket to) throws IOException {
        to.getOutputStream().write(request.bytes());
        to.getOutputStream().flush();
        DataInputStream in = new DataInputStream(to.getInputStream());
        int status = status(line(in));
        Map<String, String> headers = headers(in);
        String body = request.method().equals("HEAD") || status == 204 || status == 304 ? "" : body(in, headers);
        if (headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        return new RawAnswer(status, headers, body);
    }

    private static int status(String line) throws IOException {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
            throw new IOException("No HTTP: " + line);
        }
        return Integer.parseInt(parts[1]);
    }

    private static Map<String, String> headers(DataInputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String body(DataInputStream in, Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.writeBytes(exactly(in, size));
                line(in);
            }
            line(in);
        } else if (headers.containsKey("content-length")) {
            body.writeBytes(exactly(in, Integer.parseInt(headers.get("content-length"))));
        } else {
            in.transferTo(body);
        }
        return body.toString(StandardCharsets.ISO_8859_1);
    }

    private static int chunk(DataInputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("The answer ends early");
        }
        return bytes;
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        Socket current = socket;
        socket = null;
        if (current != null) {
            current.close();
        }
    }
}
