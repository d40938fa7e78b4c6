package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that no SDK sends, and sockets that nobody uses: they harm whoever sends them, and not the room of the others. */
class SignalingBoundsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CONNECTIONS = 300;

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    private SignalingClient adam;

    @BeforeEach
    void meet() {
        emulator.createRoom("UniqueName=visit-1&MaxParticipants=50");
        adam = connected("adam");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "\"hello\"",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"hello\"}",
                "{\"type\":\"hello\",\"version\":1}",
                "{\"type\":\"hello\",\"version\":2,\"body\":[]}",
                "{\"type\":\"heartbeat\"}",
                "{\"type\":\"msg\",\"body\":{\"type\":\"update\"}}",
                "{\"type\":\"heartbeat\"} {\"type\":\"heartbeat\"}",
                "{\"type\":\"busy\"}"
            })
    void a_first_frame_that_is_no_hello_is_bad(String frame) {
        SignalingClient client = SignalingClient.open(emulator);
        client.send(frame);
        assertThat(client.frame(message -> message.path("type").asText().equals("bad"))
                        .path("reason")
                        .asText())
                .isNotBlank();
        assertThat(client.closeCode()).isEqualTo(1008);
        theOthersAreWell();
    }

    @Test
    void nested_deeply_it_is_bad_too() {
        SignalingClient client = SignalingClient.open(emulator);
        client.send("[".repeat(100_000));
        assertThat(client.closeCode()).isEqualTo(1008);
        theOthersAreWell();
    }

    static Stream<Arguments> bad_messages() {
        return Stream.of(
                Arguments.of("no type", SignalingClient.rsp("")),
                Arguments.of("an unknown type", SignalingClient.rsp("constrain")),
                Arguments.of("update first", SignalingClient.rsp("update")),
                Arguments.of("connect without a token", SignalingClient.rsp("connect")),
                Arguments.of("ice without a token", SignalingClient.rsp("ice")),
                Arguments.of("sync without anything", SignalingClient.rsp("sync")),
                Arguments.of("another version", SignalingClient.rsp("connect").put("version", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad_messages")
    void a_message_out_of_order_or_without_its_fields_is_an_error(String name, ObjectNode message) {
        SignalingClient client = SignalingClient.welcomed(emulator);
        client.tell(message);
        assertThat(client.error()).isEqualTo(53004);
        assertThat(client.closeCode()).isEqualTo(1000);
        theOthersAreWell();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/participant | {}",
                "/participant | 7",
                "/participant | {\"revision\": 9}",
                "/participant | {\"revision\": \"9\", \"tracks\": []}",
                "/participant | {\"revision\": 9, \"tracks\": {}}",
                "/participant | {\"revision\": 9, \"tracks\": [7]}",
                "/participant | {\"revision\": 9, \"tracks\": [{\"id\": \"a\", \"kind\": \"smell\", \"name\": \"a\"}]}",
                "/participant | {\"revision\": 9, \"tracks\": [{\"id\": \"\", \"kind\": \"audio\", \"name\": \"a\"}]}",
                "/peer_connections | {}",
                "/peer_connections | [7]",
                "/peer_connections | [{\"description\": {\"type\": \"offer\"}}]",
                "/peer_connections | [{\"id\": \"a\", \"description\": {\"type\": \"create-offer\"}}]",
                "/peer_connections | [{\"id\": \"a\", \"description\": 7}]",
                "/peer_connections | [{\"id\": \"a\", \"ice\": 7}]",
            })
    void an_update_that_is_none_ends_the_one_who_sends_it(String field, String value) throws IOException {
        SignalingClient eve = connected("eve");
        ObjectNode update = SignalingClient.rsp("update");
        update.set(field.substring(1), JSON.readTree(value));
        eve.tell(update);
        assertThat(eve.error()).isEqualTo(53004);
        assertThat(eve.closeCode()).isEqualTo(1000);
        adam.shown("eve", "disconnected");
        theOthersAreWell();
    }

    @Test
    void connecting_twice_ends_it() {
        SignalingClient eve = connected("eve");
        eve.tell(eve.connect(token("mallory")));
        assertThat(eve.error()).isEqualTo(53004);
        adam.shown("eve", "disconnected");
        assertThat(emulator.get("/v1/Rooms/visit-1/Participants").body()).doesNotContain("mallory");
    }

    @Test
    void a_hello_that_the_sdk_repeats_connects_once() {
        SignalingClient jane = connected("jane");
        jane.hello(jane.connect(token("jane")));
        await().until(() -> jane.frames("welcome") == 2);
        theOthersAreWell();
        jane.assertOpen();
        assertThat(jane.messages("connected")).isEqualTo(1);
    }

    @Test
    void a_binary_frame_is_not_accepted() {
        SignalingClient eve = connected("eve");
        eve.sendBytes(new byte[] {1, 2, 3});
        assertThat(eve.closeCode()).isEqualTo(1003);
        adam.shown("eve", "reconnecting");
        theOthersAreWell();
    }

    @Test
    void a_message_has_its_largest_size_in_one_frame_or_in_many() {
        SignalingClient eve = connected("eve");
        ObjectNode large = SignalingClient.rsp("update").put("x", "\u20ac".repeat(250_000));
        eve.tell(large);
        publishes(eve, "camera");
        adam.message(message -> message.at("/participants/0/tracks").size() == 1);
        eve.send("x".repeat(300_000));
        assertThat(eve.closeCode()).isEqualTo(1009);

        SignalingClient mallory = connected("mallory");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        mallory.sendPart("x".repeat(10_000), false);
                    }
                })
                .isNotNull();
        assertThat(mallory.closeCode()).isEqualTo(1009);
        theOthersAreWell();
    }

    @Test
    void a_flood_ends_the_one_who_sends_it() {
        SignalingClient eve = connected("eve");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        eve.publish(eve.participant("camera-" + i));
                    }
                })
                .isNotNull();
        assertThat(eve.closeCode()).isEqualTo(1008);
        adam.shown("eve", "reconnecting");
        theOthersAreWell();
    }

    @Test
    void random_frames_are_refused_and_nothing_else_happens() {
        Random random = new Random(15);
        for (int i = 0; i < 60; i++) {
            SignalingClient eve = connected("eve");
            String frame = mutated(eve, random);
            eve.send(frame);
            if (random.nextBoolean()) {
                eve.abort();
            }
        }
        theOthersAreWell();
    }

    @Test
    @Tag("slow")
    void who_does_not_read_is_cut_off_and_nobody_waits() throws IOException {
        try (Socket deaf = rawConnection("deaf")) {
            adam.shown("deaf", "connected");
            SignalingClient jane = connected("jane");
            String name = "n".repeat(250);
            String[] many =
                    Stream.iterate(0, i -> i + 1).limit(90).map(i -> name + i).toArray(String[]::new);
            await().atMost(Duration.ofSeconds(40)).until(() -> {
                for (int i = 0; i < 60; i++) {
                    publishes(jane, many);
                }
                return adam.latestStateOf("deaf").equals("reconnecting");
            });
            assertThat(deaf.isConnected()).isTrue();
            jane.assertOpen();
            theOthersAreWell();
        }
    }

    @Test
    @Tag("slow")
    void a_socket_without_hello_is_closed_after_five_seconds() {
        SignalingClient silent = SignalingClient.open(emulator);
        long opened = System.nanoTime();
        assertThat(silent.closeCode()).isEqualTo(1008);
        assertThat(Duration.ofNanos(System.nanoTime() - opened)).isGreaterThan(Duration.ofSeconds(4));
    }

    @Test
    @Tag("slow")
    void a_thousand_idle_sockets_keep_nobody_out() {
        List<SignalingClient> sockets = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            sockets.add(SignalingClient.open(emulator));
        }
        theOthersAreWell();
        // on a slow machine the first are closed for their silence before the last come, and leave them room
        assertThat(sockets.stream().map(SignalingClient::closeCode)).containsOnly(1008, 1013);
        theOthersAreWell();
    }

    @Test
    void participants_are_not_driven_out_by_newcomers() {
        for (int i = 1; i < MOST_CONNECTIONS; i++) {
            SignalingClient.welcomed(emulator);
        }
        assertThat(SignalingClient.open(emulator).closeCode()).isEqualTo(1013);
        adam.assertOpen();
    }

    @Test
    @Tag("slow")
    void heartbeats_come_and_who_sends_none_is_taken_for_lost() throws IOException {
        adam.frame(frame -> frame.path("type").asText().equals("heartbeat"));
        try (Socket silent = rawConnection("silent")) {
            adam.shown("silent", "connected");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> adam.latestStateOf("silent").equals("reconnecting"));
            assertThat(silent.isConnected()).isTrue();
        }
    }

    @Test
    void only_websockets_are_answered_and_only_pages_of_this_machine() throws IOException {
        assertThat(emulator.send(emulator.request("/signaling")).statusCode()).isEqualTo(426);
        assertThat(emulator.post("/signaling", "").statusCode()).isEqualTo(426);
        assertThat(upgraded("http://localhost:8080")).startsWith("HTTP/1.1 101");
        assertThat(upgraded("https://127.0.0.1")).startsWith("HTTP/1.1 101");
        assertThat(upgraded("http://[::1]:3000")).startsWith("HTTP/1.1 101");
        for (String origin : List.of("https://evil.example", "null", "http://localhost.evil.example", "file://", "%")) {
            assertThat(upgraded(origin)).as(origin).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void further_origins_are_a_setting() throws IOException {
        assertThat(EmulatorMain.origins(null)).isEmpty();
        assertThat(EmulatorMain.origins(" https://a.example , ,https://b.example"))
                .containsExactlyInAnyOrder("https://a.example", "https://b.example");
        EmulatorSettings settings = EmulatorSettings.onAnyPort().withOrigins(Set.of("https://app.example"));
        try (TwilioEmulator open = new TwilioEmulator(settings)) {
            open.start();
            assertThat(upgraded(open.port(), "https://app.example")).startsWith("HTTP/1.1 101");
            assertThat(upgraded(open.port(), "https://evil.example")).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void neither_token_nor_sdp_is_in_the_log() {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public synchronized void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + line.getMessage() + line.getThrown());
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing to let go of
            }
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            SignalingClient eve = connected("eve");
            eve.publish(eve.participant("camera"));
            eve.send("{\"type\":\"msg\",\"body\":{\"sdp\":\"" + "v=0 secret".repeat(10));
            assertThat(eve.closeCode()).isEqualTo(1008);
            SignalingClient again = SignalingClient.open(emulator);
            again.hello(again.connect(token("eve") + "x"));
            assertThat(again.error()).isEqualTo(20107);
        } finally {
            root.removeHandler(handler);
        }
        assertThat(lines).noneMatch(line -> line.contains("v=0") || line.contains("eyJ") || line.startsWith("SEVERE"));
    }

    private void theOthersAreWell() {
        adam.assertOpen();
        SignalingClient jane = connected("jane-" + System.nanoTime());
        assertThat(jane.message("connected").path("participants").toString()).contains("\"adam\"");
        jane.disconnect();
    }

    private SignalingClient connected(String identity) {
        return SignalingClient.connected(emulator, Jwt.of(identity).forRoom("visit-1"));
    }

    private static String token(String identity) {
        return Jwt.of(identity).forRoom("visit-1").token();
    }

    private static void publishes(SignalingClient client, String... tracks) {
        client.publish(client.participant(tracks));
    }

    /** A message of the SDK with some of its characters replaced, left out or doubled. */
    private static String mutated(SignalingClient client, Random random) {
        ObjectNode update = SignalingClient.rsp("update");
        update.set("participant", client.participant("camera", "screen"));
        update.putArray("peer_connections").add(SignalingClient.description("a", "offer", 1));
        ObjectNode message = JSON.createObjectNode().put("type", "msg");
        message.set("body", update);
        StringBuilder text = new StringBuilder(message.toString());
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, (char) (32 + random.nextInt(90)));
                case 1 -> text.deleteCharAt(at);
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(50))));
            }
        }
        return text.toString();
    }

    private String upgraded(String origin) throws IOException {
        return upgraded(emulator.port(), origin);
    }

    private static String upgraded(int port, String origin) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            return upgrade(socket, "Origin: " + origin + "\r\n");
        }
    }

    private static String upgrade(Socket socket, String headers) throws IOException {
        String request = "GET /signaling HTTP/1.1\r\nHost: localhost:" + socket.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        while (!answer.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            answer.write(in.read());
        }
        return answer.toString(StandardCharsets.US_ASCII);
    }

    /** A participant that never reads, nor sends anything more; its heartbeat is as short as can be. */
    private Socket rawConnection(String identity) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("localhost", emulator.port()));
        assertThat(upgrade(socket, "")).startsWith("HTTP/1.1 101");
        ObjectNode hello = JSON.createObjectNode().put("type", "hello").put("version", 2);
        hello.put("timeout", identity.equals("deaf") ? 5000 : 1000).set("body", adam.connect(token(identity)));
        byte[] payload = hello.toString().getBytes(StandardCharsets.UTF_8);
        OutputStream out = socket.getOutputStream();
        // A masked text frame (RFC 6455, section 5.2), with a mask of zeros
        out.write(new byte[] {(byte) 0x81, (byte) 0xFE, (byte) (payload.length >> 8), (byte) payload.length});
        out.write(new byte[4]);
        out.write(payload);
        out.flush();
        return socket;
    }
}
