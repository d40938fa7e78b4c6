package org.telemed.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh emulator for each test, with Twilio's own SDK and a bare HTTP client pointed at it. */
final class RunningEmulator implements BeforeEachCallback, AfterEachCallback {

    static final EmulatorSettings SETTINGS = EmulatorSettings.onAnyPort();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private TwilioEmulator emulator;

    @Override
    public void beforeEach(ExtensionContext context) {
        emulator = new TwilioEmulator(SETTINGS);
        emulator.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        emulator.close();
    }

    String baseUrl() {
        return emulator.baseUrl();
    }

    int port() {
        return emulator.port();
    }

    /** The SDK with the API key, believing that it speaks to video.twilio.com. */
    TwilioRestClient sdk() {
        return sdk(SETTINGS.apiKeySid(), SETTINGS.apiKeySecret());
    }

    TwilioRestClient sdk(String user, String password) {
        HttpRoute toTheEmulator = new HttpRoute(new HttpHost("http", "localhost", port()));
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setRoutePlanner((host, context) -> toTheEmulator)
                .disableAutomaticRetries();
        return new TwilioRestClient.Builder(user, password)
                .accountSid(SETTINGS.accountSid())
                .httpClient(new NetworkHttpClient(builder))
                .build();
    }

    HttpResponse<String> get(String path) {
        return send(authorized(path).GET());
    }

    HttpResponse<String> post(String path, String form) {
        return send(posting(path, form));
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path, String form) {
        return http.sendAsync(posting(path, form).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> delete(String path) {
        return send(authorized(path).DELETE());
    }

    HttpResponse<String> control(String method, String path, String json) {
        return send(request("/_emulator" + path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : baseUrl() + path));
    }

    JsonNode createRoom(String form) {
        HttpResponse<String> created = post("/v1/Rooms", form);
        if (created.statusCode() != 201) {
            throw new AssertionError(created.body());
        }
        return json(created);
    }

    JsonNode room(JsonNode room) {
        return json(get("/v1/Rooms/" + room.path("sid").asText()));
    }

    void timePasses(String duration) {
        control("POST", "/clock", "{\"advance\":\"" + duration + "\"}");
    }

    HttpResponse<String> join(JsonNode room, String token) {
        return control(
                "POST", "/rooms/" + room.path("sid").asText() + "/participants", "{\"token\":\"" + token + "\"}");
    }

    JsonNode requests() {
        return json(control("GET", "/requests", "")).path("requests");
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder posting(String path, String form) {
        return authorized(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    HttpRequest.Builder authorized(String path) {
        byte[] pair = (SETTINGS.apiKeySid() + ":" + SETTINGS.apiKeySecret()).getBytes(StandardCharsets.UTF_8);
        return request(path)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
}
