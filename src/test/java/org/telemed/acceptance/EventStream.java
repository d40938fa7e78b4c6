package org.telemed.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** A client of a stream of server-sent events. */
public final class EventStream implements AutoCloseable, Flow.Subscriber<String> {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Less than the 15 s after which a stream is checked in any case. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final AtomicInteger comments = new AtomicInteger();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final HttpResponse<String> response;

    private EventStream(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> answered = new CompletableFuture<>();
        CLIENT.sendAsync(request, info -> {
                    if (info.statusCode() != 200) {
                        return BodySubscribers.ofString(StandardCharsets.UTF_8);
                    }
                    answered.complete(new Opened(request, info));
                    return BodySubscribers.fromLineSubscriber(this, any -> "", StandardCharsets.UTF_8, null);
                })
                .whenComplete((refused, failed) -> {
                    answered.complete(refused);
                    end.complete(null);
                });
        this.response = answered.join();
    }

    /** Opens a stream, or gets a refusal. */
    public static EventStream open(HttpRequest.Builder request) {
        return new EventStream(
                request.header("Accept", "text/event-stream").GET().build());
    }

    /** The answer, without a body if it is a stream. */
    public Answer answer() {
        return new Answer(response);
    }

    /** The same stream, if it is one; else the test fails with what was said instead. */
    public EventStream opened() {
        answer().expecting(200);
        return this;
    }

    /** The next event's data. */
    public JsonNode next() {
        JsonNode event = nextWithin(PATIENCE);
        if (event == null) {
            throw new AssertionError("no event; the stream has " + (end.isDone() ? "ended" : "not ended"));
        }
        return event;
    }

    /** The next event's data; null if none comes. */
    public @Nullable JsonNode nextWithin(Duration time) {
        try {
            return events.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits for an event that says this; the ones before it are of no interest. */
    public JsonNode until(String parameter, String value) {
        JsonNode event = next();
        while (!value(event, parameter).equals(value)) {
            event = next();
        }
        return event;
    }

    /** The value of a parameter or part, of whatever type; empty if there is none. */
    public static String value(JsonNode parameters, String name) {
        for (JsonNode parameter : parameters.path(parameters.has("part") ? "part" : "parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                for (var fields = parameter.fields(); fields.hasNext(); ) {
                    var field = fields.next();
                    if (field.getKey().startsWith("value")) {
                        return field.getValue()
                                .path("reference")
                                .asText(field.getValue().asText());
                    }
                }
            }
        }
        return "";
    }

    /** How many comments came. */
    public int comments() {
        return comments.get();
    }

    /** Waits until the server has ended it. */
    public void isEnded() {
        end.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    public boolean isOpen() {
        return !end.isDone();
    }

    @Override
    public void onSubscribe(Flow.Subscription lines) {
        subscription.complete(lines);
        lines.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith("data: ")) {
            try {
                events.add(JSON.readTree(line.substring("data: ".length())));
            } catch (JsonProcessingException notJson) {
                events.add(JSON.nullNode());
            }
        } else if (line.startsWith(":")) {
            comments.incrementAndGet();
        }
    }

    @Override
    public void onError(Throwable failed) {
        end.complete(null);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }

    /** The client goes away. */
    @Override
    public void close() {
        if (response instanceof Opened) {
            subscription.join().cancel();
        }
    }

    /** A response whose body goes on. */
    private record Opened(HttpRequest request, HttpResponse.ResponseInfo info) implements HttpResponse<String> {
        @Override
        public int statusCode() {
            return info.statusCode();
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return info.headers();
        }

        @Override
        public String body() {
            return "";
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public HttpClient.Version version() {
            return info.version();
        }
    }
}
