package org.telemed.twilio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server in Twilio's place that answers as badly as a test wants. */
public final class StubTwilio implements AutoCloseable {
    public static final String ROOM = """
            {"sid": "RM00000000000000000000000000000001", "status": "in-progress", "unique_name": "visit-1",
             "status_callback": "https://telemed.example/telemed/twilio/callback",
             "date_created": "2030-01-01T10:00:00Z", "max_participants": 10,
             "unused_room_timeout": 60, "empty_room_timeout": 60, "type": "group"}""";

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** A request as it came. */
    public record Received(String method, String target, Map<String, List<String>> headers, String body) {}

    public StubTwilio(HttpHandler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
    }

    public static StubTwilio answering(int status, String contentType, String body, String... headers) {
        return new StubTwilio(exchange -> answer(exchange, status, contentType, body, headers));
    }

    public static StubTwilio refusing(int status, int code) {
        return answering(
                status,
                "application/json",
                "{\"status\": " + status + ", \"code\": " + code + ", \"message\": \"Vendor words about visit-1\"}");
    }

    public static StubTwilio answeringJson(String body) {
        return answering(200, "application/json; charset=utf-8", body);
    }

    /** Takes requests and never answers. */
    public static StubTwilio hanging() {
        StubTwilio[] stub = new StubTwilio[1];
        stub[0] = new StubTwilio(exchange -> stub[0].untilClosed(1, TimeUnit.HOURS));
        return stub[0];
    }

    /** Begins a good answer and goes on with a byte every 20 ms, for ever. */
    public static StubTwilio trickling() {
        StubTwilio[] stub = new StubTwilio[1];
        stub[0] = new StubTwilio(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            while (!stub[0].untilClosed(20, TimeUnit.MILLISECONDS)) {
                body.write(' ');
                body.flush();
            }
        });
        return stub[0];
    }

    public static void answer(HttpExchange exchange, int status, String contentType, String body, String... headers)
            throws IOException {
        if (!contentType.isEmpty()) {
            exchange.getResponseHeaders().add("Content-Type", contentType);
        }
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private boolean untilClosed(long time, TimeUnit unit) {
        try {
            return closed.await(time, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    public String baseUrl() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
