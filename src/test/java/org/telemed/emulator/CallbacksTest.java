package org.telemed.emulator;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.twilio.security.RequestValidator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Status callbacks: what they say, how they are signed, and how they go astray. */
class CallbacksTest {

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private HttpServer listener;

    private record Received(String method, String url, Map<String, String> form, String signature, String token) {

        String event() {
            return form.getOrDefault("StatusCallbackEvent", "");
        }
    }

    @BeforeEach
    void listen() throws IOException {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", this::receive);
        listener.start();
    }

    @AfterEach
    void stopListening() {
        listener.stop(0);
    }

    @Test
    void a_visit_is_told_in_four_events() {
        JsonNode room = openRoom("");
        emulator.join(room, Jwt.of("adam").token());
        emulator.timePasses("PT1M");
        emulator.control("DELETE", "/rooms/visit-1/participants/adam", "");
        emulator.post("/v1/Rooms/visit-1", "Status=completed");
        await().until(() -> received.size() == 4);
        assertThat(inOrder())
                .extracting(Received::event)
                .containsExactly("room-created", "participant-connected", "participant-disconnected", "room-ended");
        assertThat(inOrder())
                .extracting(callback -> callback.form().get("SequenceNumber"))
                .containsExactly("0", "1", "2", "3");
    }

    @Test
    void an_event_says_what_happened_where_and_when() {
        JsonNode room = openRoom("");
        emulator.join(room, Jwt.of("adam").token());
        emulator.timePasses("PT1M");
        emulator.post("/v1/Rooms/visit-1", "Status=completed");
        await().until(() -> received.size() == 4);
        Map<String, String> left = event("participant-disconnected").form();
        assertThat(left)
                .containsEntry("AccountSid", RunningEmulator.SETTINGS.accountSid())
                .containsEntry("RoomName", "visit-1")
                .containsEntry("RoomSid", room.path("sid").asText())
                .containsEntry("RoomType", "group")
                .containsEntry("ParticipantIdentity", "adam")
                .containsEntry("ParticipantStatus", "disconnected")
                .containsEntry("ParticipantDuration", "60");
        assertThat(left.get("ParticipantSid")).matches("PA[0-9a-f]{32}");
        assertThat(left.get("Timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(event("room-ended").form())
                .containsEntry("RoomStatus", "completed")
                .containsEntry("RoomDuration", "60");
        assertThat(event("room-created").form())
                .containsEntry("RoomStatus", "in-progress")
                .doesNotContainKeys("RoomDuration", "ParticipantSid");
        assertThat(event("participant-connected").form()).doesNotContainKey("ParticipantDuration");
    }

    @Test
    void twilios_validator_accepts_the_signature() {
        openRoom("");
        await().until(() -> received.size() == 1);
        assertThat(signatureHolds(received.get(0), received.get(0).form())).isTrue();
        Map<String, String> forged = new LinkedHashMap<>(received.get(0).form());
        forged.put("RoomName", "visit-2");
        assertThat(signatureHolds(received.get(0), forged)).isFalse();
    }

    @Test
    void by_get_the_event_and_what_is_signed_are_in_the_url() {
        openRoom("&StatusCallbackMethod=GET");
        await().until(() -> received.size() == 1);
        Received callback = received.get(0);
        assertThat(callback.method()).isEqualTo("GET");
        assertThat(callback.url()).contains("/callback?tenant=1&AccountSid=AC");
        assertThat(signatureHolds(callback, Map.of())).isTrue();
    }

    @Test
    void a_lapsed_room_is_told_when_time_passes() {
        openRoom("");
        emulator.timePasses("PT5M");
        await().until(() -> received.size() == 2);
        Instant ended = Instant.parse(event("room-ended").form().get("Timestamp"));
        Instant opened = Instant.parse(event("room-created").form().get("Timestamp"));
        assertThat(Duration.between(opened, ended)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void dropped_callbacks_do_not_come() {
        mode("{\"mode\":\"drop\"}");
        openRoom("");
        mode("{\"mode\":\"deliver\"}");
        emulator.post("/v1/Rooms/visit-1", "Status=completed");
        await().until(() -> received.size() == 1);
        assertThat(received).extracting(Received::event).containsExactly("room-ended");
    }

    @Test
    void doubled_callbacks_carry_one_idempotency_token() {
        mode("{\"mode\":\"twice\"}");
        openRoom("");
        emulator.post("/v1/Rooms/visit-1", "Status=completed");
        await().until(() -> received.size() == 4);
        assertThat(received.stream().collect(groupingBy(Received::token)).values())
                .hasSize(2)
                .allSatisfy(pair -> assertThat(pair).hasSize(2));
    }

    @Test
    void late_callbacks_come_late() {
        mode("{\"mode\":\"late\",\"delayMs\":400}");
        long start = System.nanoTime();
        openRoom("");
        assertThat(received).isEmpty();
        await().until(() -> received.size() == 1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(395));
    }

    @Test
    void shuffled_callbacks_come_last_one_first() {
        mode("{\"mode\":\"shuffled\"}");
        JsonNode room = openRoom("");
        emulator.join(room, Jwt.of("adam").token());
        emulator.post("/v1/Rooms/visit-1", "Status=completed");
        await().until(() -> received.size() == 4);
        assertThat(received)
                .extracting(Received::event)
                .containsExactly("room-ended", "participant-disconnected", "participant-connected", "room-created");
    }

    @Test
    void a_refused_callback_is_not_sent_again() {
        status = 500;
        openRoom("");
        await().until(() -> deliveries().size() == 1);
        assertThat(deliveries().get(0).path("outcome").asText()).isEqualTo("500");
        assertThat(received).hasSize(1);
    }

    @Test
    void what_cannot_be_delivered_hurts_nobody() throws IOException {
        int closed = closedPort();
        emulator.createRoom("StatusCallback=http://localhost:" + closed + "/callback");
        await().until(() -> deliveries().size() == 1);
        assertThat(deliveries().get(0).path("outcome").asText()).contains("ConnectException");
        emulator.createRoom("");
    }

    @Test
    void a_listener_that_never_answers_holds_up_nobody_else() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 20; i++) {
                emulator.createRoom("StatusCallback=http://localhost:" + silent.getLocalPort() + "/callback");
            }
            try (Socket waiting = silent.accept()) {
                openRoom("");
                await().until(() -> received.size() == 1);
                assertThat(waiting.isConnected()).isTrue();
            }
        }
    }

    @Test
    void an_unknown_mode_is_refused_in_a_sentence() {
        assertThat(emulator.control("PUT", "/callbacks", "{\"mode\":\"lost\"}").body())
                .contains("There is no mode", "shuffled");
    }

    private JsonNode openRoom(String more) {
        return emulator.createRoom("UniqueName=visit-1&StatusCallback=http://localhost:"
                + listener.getAddress().getPort() + "/callback?tenant%3D1" + more);
    }

    private void mode(String json) {
        assertThat(emulator.control("PUT", "/callbacks", json).statusCode()).isEqualTo(200);
    }

    private JsonNode deliveries() {
        return RunningEmulator.json(emulator.control("GET", "/callbacks", "")).path("deliveries");
    }

    private List<Received> inOrder() {
        return received.stream()
                .sorted(Comparator.comparing(
                        callback -> Integer.valueOf(callback.form().get("SequenceNumber"))))
                .toList();
    }

    private Received event(String event) {
        return received.stream()
                .filter(callback -> callback.event().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private static boolean signatureHolds(Received callback, Map<String, String> form) {
        return new RequestValidator(RunningEmulator.SETTINGS.authToken())
                .validate(callback.url(), form, callback.signature());
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(),
                "http://localhost:" + listener.getAddress().getPort() + exchange.getRequestURI(),
                form(body),
                exchange.getRequestHeaders().getFirst("X-Twilio-Signature"),
                exchange.getRequestHeaders().getFirst("I-Twilio-Idempotency-Token")));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.isEmpty() ? new String[0] : body.split("&")) {
            String[] field = pair.split("=", 2);
            form.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
