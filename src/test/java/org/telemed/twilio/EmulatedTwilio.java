package org.telemed.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.telemed.core.video.Room;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.emulator.TwilioEmulator;
import org.telemed.twilio.limits.Providers;
import org.telemed.twilio.token.TwilioTokenSigner;

/** A running emulator, and what drives it. */
public final class EmulatedTwilio implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TwilioEmulator emulator = new TwilioEmulator(EmulatorSettings.onAnyPort());
    private Duration passed = Duration.ZERO;

    public EmulatedTwilio() {
        emulator.start();
    }

    public String baseUrl() {
        return emulator.baseUrl();
    }

    /** As JSON, such as {"match": "POST", "status": 503}. */
    public void fails(String fault) {
        control("PUT", "/faults", fault);
    }

    public void pass(Duration time) {
        control("POST", "/clock", "{\"advance\": \"" + time + "\"}");
        passed = passed.plus(time);
    }

    /** With a token that is good by the emulator's clock. */
    public void joins(String identity, Room room) {
        Instant now = Instant.now().plus(passed);
        String token = new TwilioTokenSigner(Providers.at(baseUrl()))
                .sign(room.id(), identity, now, now.plus(Duration.ofHours(1)))
                .jwt();
        control("POST", "/rooms/" + room.id() + "/participants", "{\"token\": \"" + token + "\"}");
    }

    public void leaves(String identity, Room room) {
        control("DELETE", "/rooms/" + room.id() + "/participants/" + identity, "");
    }

    /** What was sent to it, as "POST /v1/Rooms". */
    public List<String> received() {
        try {
            JsonNode requests = JSON.readTree(control("GET", "/requests", "")).path("requests");
            return StreamSupport.stream(requests.spliterator(), false)
                    .map(request -> request.path("method").textValue() + " "
                            + request.path("path").textValue())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String control(String method, String path, String body) {
        try {
            URI uri = URI.create(emulator.baseUrl() + "/_emulator" + path);
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json")
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        emulator.close();
    }
}
