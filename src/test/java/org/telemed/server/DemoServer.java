package org.telemed.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The demo, started once for all tests that extend this class, and an HTTP client to speak to it.
 *
 * <p>A start takes some twenty seconds: add no annotation in a subclass that would make a second context.
 */
@SpringBootTest(classes = ServerApplication.class, webEnvironment = WebEnvironment.DEFINED_PORT)
@ActiveProfiles("demo")
@ContextConfiguration(initializers = DemoServer.OnFreePorts.class)
public abstract class DemoServer {

    /** The one page that may call the server from a browser. */
    protected static final String APP_ORIGIN = "https://app.example.org";

    private static final int PORT = freePort();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    /** The server's root, without a slash at its end. */
    protected static String root() {
        return "http://localhost:" + PORT;
    }

    /** An access token of a client of the demo, with all of its scopes. */
    protected static String tokenOf(String client) {
        return TOKENS.computeIfAbsent(client, id -> askForToken(id, "grant_type=client_credentials"));
    }

    /** An access token of a client of the demo, with these scopes alone. */
    protected static String tokenOf(String client, String scope) {
        return TOKENS.computeIfAbsent(
                client + " " + scope, key -> askForToken(client, "grant_type=client_credentials&scope=" + scope));
    }

    /** A GET; no token when that is empty. */
    protected static Answer get(String path, String token) {
        return send(request(path, token).GET());
    }

    /** A POST of FHIR JSON; no token when that is empty. */
    protected static Answer post(String path, String token, String body) {
        return send("POST", path, token, "application/fhir+json", BodyPublishers.ofString(body));
    }

    /** A PUT of FHIR JSON. */
    protected static Answer put(String path, String token, String body) {
        return send("PUT", path, token, "application/fhir+json", BodyPublishers.ofString(body));
    }

    /** A DELETE. */
    protected static Answer delete(String path, String token) {
        return send(request(path, token).DELETE());
    }

    /** Any request with a body. */
    protected static Answer send(String method, String path, String token, String type, BodyPublisher body) {
        return send(request(path, token).header("Content-Type", type).method(method, body));
    }

    /** A request to add to; no token when that is empty. */
    protected static HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root() + path)).timeout(Duration.ofSeconds(60));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** Sends it and reads the answer. */
    protected static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The header by which a client says who it is. */
    protected static String basic(String client, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static String askForToken(String client, String form) {
        Answer answer = send(request("/oauth2/token", "")
                .header("Authorization", basic(client, client))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        if (answer.status() != 200) {
            throw new AssertionError("No access token for " + client + ": " + answer.body());
        }
        return answer.json().path("access_token").asText();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** An answer of the server's. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (JsonProcessingException notJson) {
                throw new AssertionError("No JSON: " + body(), notJson);
            }
        }

        /** The first issue of an OperationOutcome. */
        public JsonNode issue() {
            return json().path("issue").path(0);
        }

        /** Our own code in the first issue of an OperationOutcome. */
        public String errorCode() {
            return issue().path("details").path("coding").path(0).path("code").asText();
        }
    }

    static final class OnFreePorts implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "server.port=" + PORT,
                            "telemed.emulator.port=" + freePort(),
                            "telemed.cors.allowed-origins=" + APP_ORIGIN)
                    .applyTo(context);
        }
    }
}
