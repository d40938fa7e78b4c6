package org.telemed.nodes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a deployment's public URL leads to: each request goes to the next node, whoever sends it; callbacks go to whom a test
 * says. A node that does not listen is passed over.
 */
final class LoadBalancer implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OF_THE_CONNECTION.addAll(List.of(
                "Host", "Connection", "Content-Length", "Transfer-Encoding", "Expect", "Upgrade", "HTTP2-Settings"));
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpServer server;
    private volatile List<String> nodes = List.of();
    private volatile List<String> forCallbacks = List.of();

    LoadBalancer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** From now on requests, callbacks among them, go to these in turn, given by their roots. */
    void leadsTo(List<String> roots) {
        nodes = List.copyOf(roots);
        forCallbacks = nodes;
    }

    /** From now on callbacks go to these alone. */
    void sendsCallbacksTo(List<String> roots) {
        forCallbacks = List.copyOf(roots);
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        List<String> those = exchange.getRequestURI().getPath().startsWith("/telemed/") ? forCallbacks : nodes;
        int first = turn.getAndIncrement();
        Optional<HttpResponse<byte[]>> answer = Optional.empty();
        for (int attempt = 0; answer.isEmpty() && attempt < those.size(); attempt++) {
            answer = ask(those.get(Math.floorMod(first + attempt, those.size())), exchange, body);
        }
        try (exchange) {
            if (answer.isEmpty()) {
                exchange.sendResponseHeaders(502, -1);
                return;
            }
            answer.get().headers().map().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            byte[] content = answer.get().body();
            exchange.sendResponseHeaders(answer.get().statusCode(), content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    /** Empty if it does not listen; a request that it took is never sent to another. */
    private Optional<HttpResponse<byte[]>> ask(String root, HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + exchange.getRequestURI()))
                .timeout(Duration.ofSeconds(90))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return Optional.of(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (ConnectException dead) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
