package org.telemed.attacks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;

/** Bodies that never end, from strangers and from somebody with an access token. */
public interface SlowBodies extends Acceptance {

    int SOCKETS = 220;
    Duration ATTACK = Duration.ofSeconds(30);

    @Test
    default void slow_bodies_keep_nobody_else_waiting() throws Exception {
        String token = host().tokenOf("adam");
        String id = aRoomFor(aVisitOfJaneWithAdam());
        List<Supplier<String>> kinds = List.of(
                () -> "POST /telemed/twilio/callback HTTP/1.1\r\nHost: localhost\r\nX-Twilio-Signature: x\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n",
                () -> "POST /fhir/Encounter HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\n"
                        + "Content-Length: 60000\r\n\r\n",
                () -> "POST /fhir/Encounter HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\n"
                        + "Authorization: Bearer " + token + "\r\nContent-Length: 60000\r\n\r\n",
                () -> "POST /fhir/Encounter HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\n"
                        + "Authorization: Bearer " + token + "\r\nTransfer-Encoding: chunked\r\n\r\n1");
        AnswerTimes times = new AnswerTimes();
        List<Socket> sockets = new ArrayList<>();
        try {
            long end = System.nanoTime() + ATTACK.toNanos();
            long drip = 0;
            while (System.nanoTime() < end) {
                while (sockets.size() < SOCKETS) {
                    sockets.add(opened(kinds.get(sockets.size() % kinds.size()).get()));
                }
                if (System.nanoTime() > drip) {
                    sockets.removeIf(SlowBodies::isClosed);
                    drip = System.nanoTime() + Duration.ofSeconds(4).toNanos();
                }
                times.measure("health", () -> host().http().get("/actuator/health", ""), 200);
                times.measure("token", () -> as("adam").asksForToken(id), 200);
                times.measure("create", () -> as("adam").createsRoomFor(aVisitOfJaneWithAdam()), 200);
                Thread.sleep(200);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        times.assertMedians();
    }

    @Test
    default void a_slow_body_is_answered_408_and_its_connection_closed() throws IOException {
        String head =
                "POST /fhir/Encounter HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\nAuthorization: Bearer "
                        + host().tokenOf("adam") + "\r\nContent-Length: 100\r\n\r\n{";
        try (Socket socket = opened(head)) {
            String answer = toTheEnd(socket);
            assertThat(answer)
                    .startsWith("HTTP/1.1 408")
                    .contains("too-slow")
                    .containsIgnoringCase("connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Expect: 100-continue\r\n"})
    default void nothing_of_a_strangers_body_is_waited_for(String expect) throws IOException {
        String head = "POST /fhir/Encounter HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\n"
                + expect + "Content-Length: 60000\r\n\r\n";
        long start = System.nanoTime();
        try (Socket socket = opened(head)) {
            assertThat(toTheEnd(socket)).startsWith("HTTP/1.1 401").doesNotContain("100 Continue");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    default void who_may_send_is_told_to_continue() throws IOException {
        String body = aVisitOfJaneWithAdam().json(host().release());
        String head =
                "POST /fhir/Encounter HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\nAuthorization: Bearer "
                        + host().tokenOf("adam") + "\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: "
                        + body.getBytes(US_ASCII).length + "\r\n\r\n";
        try (Socket socket = opened(head)) {
            byte[] interim = socket.getInputStream().readNBytes("HTTP/1.1 100".length());
            assertThat(new String(interim, US_ASCII)).isEqualTo("HTTP/1.1 100");
            socket.getOutputStream().write(body.getBytes(US_ASCII));
            assertThat(toTheEnd(socket)).contains("HTTP/1.1 201");
        }
    }

    private Socket opened(String head) throws IOException {
        URI root = URI.create(host().http().root());
        Socket socket = new Socket(root.getHost(), root.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        return socket;
    }

    /** Sends a byte more, if it can. */
    private static boolean isClosed(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private static String toTheEnd(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), US_ASCII);
    }
}
