package org.telemed.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** An HTTP client for one server. */
public final class Http {

    public static final String FHIR_JSON = "application/fhir+json";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String root;

    /** @param root the server's root, without a slash at its end */
    public Http(String root) {
        this.root = root;
    }

    public String root() {
        return root;
    }

    /** A GET; no token when that is empty. */
    public Answer get(String path, String token) {
        return send(request(path, token).GET());
    }

    /** Any request with a body. */
    public Answer send(String method, String path, String token, String type, BodyPublisher body) {
        return send(request(path, token).header("Content-Type", type).method(method, body));
    }

    /** Any request with FHIR JSON. */
    public Answer send(String method, String path, String token, String fhirJson) {
        return send(method, path, token, FHIR_JSON, BodyPublishers.ofString(fhirJson));
    }

    /** A request to add to; no token when that is empty. */
    public HttpRequest.Builder request(String path, String token) {
        return requestWithoutEnd(path, token).timeout(Duration.ofSeconds(60));
    }

    /** The same for an answer that may go on for long. */
    public HttpRequest.Builder requestWithoutEnd(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** Sends it and reads the answer. */
    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Sends it and does not wait for the answer. */
    public CompletableFuture<Answer> sendAsync(HttpRequest.Builder request) {
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::new);
    }

    /** The header by which a client says who it is. */
    public static String basic(String client, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
