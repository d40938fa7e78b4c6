package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One client of the signaling, speaking as twilio-video.js 2.36.0 does, frame by frame. */
final class SignalingClient {

    static final String OFFER = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=ice-ufrag:\u00e4b/c+\r\n";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private int revision = 1;
    private String session = "";

    private SignalingClient(RunningEmulator emulator) {
        socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + emulator.port() + "/signaling"), new Frames())
                .join();
    }

    /** A WebSocket and nothing more. */
    static SignalingClient open(RunningEmulator emulator) {
        return new SignalingClient(emulator);
    }

    /** One that has said hello and was welcomed. */
    static SignalingClient welcomed(RunningEmulator emulator) {
        SignalingClient client = open(emulator);
        client.hello(null);
        client.frame(frame -> frame.path("type").asText().equals("welcome"));
        client.beat();
        return client;
    }

    /** One that is in the room of its token, with a camera and a microphone. */
    static SignalingClient connected(RunningEmulator emulator, Jwt token) {
        SignalingClient client = open(emulator);
        client.hello(client.connect(token.token()));
        client.session = client.message("connected").path("session").asText();
        client.beat();
        return client;
    }

    private void beat() {
        Executor later = CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS);
        later.execute(() -> {
            try {
                send("{\"type\":\"heartbeat\"}");
                beat();
            } catch (CompletionException e) {
                // It is closed, which ends the beating
            }
        });
    }

    void hello(JsonNode body) {
        ObjectNode hello =
                JSON.createObjectNode().put("type", "hello").put("id", "1").put("timeout", 5000);
        hello.put("version", 2);
        if (body != null) {
            hello.set("body", body);
        }
        send(hello.toString());
    }

    ObjectNode connect(String token) {
        ObjectNode connect = rsp("connect").putNull("name").put("token", token);
        connect.set("participant", participant("camera", "microphone"));
        connect.putArray("peer_connections").add(description("spare", "offer", 1));
        return connect;
    }

    /** Goes on where another connection of the same client was lost. */
    void resume(SignalingClient lost) {
        session = lost.session;
        revision = lost.revision;
    }

    ObjectNode sync(String sessionId, String token) {
        ObjectNode sync = rsp("sync").putNull("name").put("token", token).put("session", sessionId);
        sync.set("participant", participant("camera", "microphone"));
        sync.putArray("peer_connections");
        return sync;
    }

    static ObjectNode rsp(String type) {
        return JSON.createObjectNode().put("type", type).put("version", 2);
    }

    /** What the participant publishes, under a revision that was not used before. */
    ObjectNode participant(String... tracks) {
        ObjectNode participant = JSON.createObjectNode().put("revision", revision++);
        ArrayNode array = participant.putArray("tracks");
        for (String track : tracks) {
            array.addObject()
                    .put("id", track)
                    .put("kind", track.equals("microphone") ? "audio" : "video")
                    .put("name", track)
                    .put("enabled", true)
                    .put("priority", "standard");
        }
        return participant;
    }

    static ObjectNode description(String id, String type, int revision) {
        ObjectNode entry = JSON.createObjectNode().put("id", id);
        entry.putObject("description")
                .put("type", type)
                .put("revision", revision)
                .put("sdp", OFFER);
        return entry;
    }

    static ObjectNode ice(String id, int revision) {
        ObjectNode entry = JSON.createObjectNode().put("id", id);
        ObjectNode ice = entry.putObject("ice").put("ufrag", "u").put("revision", revision);
        ice.putArray("candidates").addObject().put("candidate", "candidate:1 1 udp 1 127.0.0.1 9 typ host");
        return entry;
    }

    void update(ObjectNode entry) {
        ObjectNode update = rsp("update").put("session", session);
        update.putArray("peer_connections").add(entry);
        tell(update);
    }

    void publish(ObjectNode participant) {
        ObjectNode update = rsp("update").put("session", session);
        update.set("participant", participant);
        tell(update);
    }

    void tell(JsonNode body) {
        ObjectNode message = JSON.createObjectNode().put("type", "msg");
        message.set("body", body);
        send(message.toString());
    }

    /** Leaves as the SDK does. */
    void disconnect() {
        tell(rsp("disconnect").put("session", session));
        try {
            send("{\"type\":\"bye\"}");
        } catch (CompletionException e) {
            // The emulator has closed already; a browser drops the frame in silence
        }
    }

    synchronized void send(String text) {
        socket.sendText(text, true).join();
    }

    synchronized void sendPart(String text, boolean last) {
        socket.sendText(text, last).join();
    }

    synchronized void sendBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Ends the TCP connection without a close frame. */
    void abort() {
        socket.abort();
    }

    String session() {
        return session;
    }

    List<JsonNode> messages() {
        return frames.stream()
                .filter(frame -> frame.path("type").asText().equals("msg"))
                .map(frame -> frame.path("body"))
                .toList();
    }

    /** The peer connections on which it was told to offer. */
    List<String> createdOffers() {
        return messages().stream()
                .filter(message -> has(message, "create-offer"))
                .map(message -> message.at("/peer_connections/0/id").asText())
                .toList();
    }

    JsonNode message(String type) {
        return message(message -> message.path("type").asText().equals(type));
    }

    /** The latest update that carries this. */
    JsonNode updateWith(String field) {
        return message(message -> message.path("type").asText().equals("update") && message.has(field));
    }

    /** The entry of a peer connection with a description of that type. */
    JsonNode entry(String descriptionType) {
        return message(message -> has(message, descriptionType))
                .path("peer_connections")
                .get(0);
    }

    static boolean has(JsonNode message, String descriptionType) {
        return message.path("type").asText().equals("update")
                && message.path("peer_connections")
                        .path(0)
                        .path("description")
                        .path("type")
                        .asText()
                        .equals(descriptionType);
    }

    JsonNode message(Predicate<JsonNode> wanted) {
        return frame(frame -> frame.path("type").asText().equals("msg") && wanted.test(frame.path("body")))
                .path("body");
    }

    /** The state in which the latest message shows that participant. */
    JsonNode shown(String identity, String state) {
        JsonNode shown = message(message -> shows(message, identity, state) != null);
        return shows(shown, identity, state);
    }

    private static JsonNode shows(JsonNode message, String identity, String state) {
        for (JsonNode participant : message.path("participants")) {
            if (participant.path("identity").asText().equals(identity)
                    && participant.path("state").asText().equals(state)) {
                return participant;
            }
        }
        return null;
    }

    /** The latest frame of that kind, when there is one. */
    JsonNode frame(Predicate<JsonNode> wanted) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> frames.stream().anyMatch(wanted));
        return frames.stream().filter(wanted).reduce((first, second) -> second).orElseThrow();
    }

    int frames(String type) {
        return (int) frames.stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .count();
    }

    int messages(String type) {
        return (int) messages().stream()
                .filter(message -> message.path("type").asText().equals(type))
                .count();
    }

    /** The state in which that participant was shown last. */
    String latestStateOf(String identity) {
        String latest = "";
        for (JsonNode message : messages()) {
            for (JsonNode participant : message.path("participants")) {
                if (participant.path("identity").asText().equals(identity)) {
                    latest = participant.path("state").asText();
                }
            }
        }
        return latest;
    }

    void forget() {
        frames.clear();
    }

    int error() {
        return message("error").path("code").asInt();
    }

    /** The code with which the emulator closed it; 1006 for no close frame. */
    int closeCode() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    void assertOpen() {
        assertThat(closed).isNotDone();
    }

    private final class Frames implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    frames.add(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.complete(1006);
        }
    }
}
