package org.telemed.attacks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Acceptance;

/**
 * Clients that ask and hardly read the answers, without an access token and with one. Who asks for something small asks
 * several times in a row, until the socket's buffers are full.
 */
public interface SlowReaders extends Acceptance {

    int SOCKETS = 220;
    Duration ATTACK = Duration.ofSeconds(30);
    Duration GIVEN_UP_AFTER = Duration.ofSeconds(33);
    Duration DRIP = Duration.ofSeconds(4);

    /** More would be an attack on the database. */
    int SEARCHES_AT_ONCE = 2;

    @Test
    default void who_does_not_read_what_is_public_keeps_nobody_else_waiting() throws Exception {
        String token = "Authorization: Bearer " + host().tokenOf("adam") + "\r\n";
        attack(
                SOCKETS,
                List.of(
                        get("/fhir/metadata", "").repeat(3),
                        get("/fhir/metadata?_format=xml", "").repeat(3),
                        get("/fhir/metadata", "Accept-Encoding: gzip\r\n").repeat(40),
                        get("/v1/user/me", token).repeat(40),
                        get("/oauth2/jwks", "").repeat(40),
                        get("/fhir/Nonsense?" + "x".repeat(2_000), token).repeat(40),
                        get("/fhir/Patient", "").repeat(40),
                        get("/fhir/../", "").repeat(40),
                        get("/", "").repeat(40)));
    }

    @Test
    default void who_does_not_read_searches_keeps_nobody_else_waiting() throws Exception {
        String text = "x".repeat(400_000);
        for (int i = 0; i < 8; i++) {
            as("adam")
                    .post("Basic", "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"" + text + "\"}}")
                    .expecting(201);
        }
        String token = "Authorization: Bearer " + host().tokenOf("adam") + "\r\n";
        attack(
                SEARCHES_AT_ONCE,
                List.of(
                        get("/fhir/Basic?_count=8", token),
                        get("/fhir/Basic?_count=8&_format=xml&_pretty=true", token),
                        post("/fhir/Basic/_search", token, "_count=8&_pretty=true")));
    }

    @Test
    default void an_answer_that_nobody_reads_is_given_up_after_half_a_minute() throws Exception {
        int answers = 6;
        int length = host().http().get("/fhir/metadata", "").body().length();
        try (Socket socket = opened(get("/fhir/metadata", "").repeat(answers))) {
            Thread.sleep(GIVEN_UP_AFTER.toMillis());
            socket.setSoTimeout(2_000);
            assertThat(readToTheEnd(socket)).isLessThan((long) length * (answers - 1));
        }
    }

    /** @param atOnce how many connections are opened in a moment */
    private void attack(int atOnce, List<String> requests) throws Exception {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        AnswerTimes times = new AnswerTimes();
        List<Socket> sockets = new ArrayList<>();
        int opened = 0;
        try {
            long end = System.nanoTime() + ATTACK.toNanos();
            long drip = System.nanoTime() + DRIP.toNanos();
            while (System.nanoTime() < end) {
                for (int i = 0; i < atOnce && sockets.size() < SOCKETS; i++) {
                    sockets.add(opened(requests.get(opened++ % requests.size())));
                }
                if (System.nanoTime() > drip) {
                    sockets.removeIf(SlowReaders::isClosed);
                    drip = System.nanoTime() + DRIP.toNanos();
                }
                times.measure("health", () -> host().http().get("/actuator/health", ""), 200);
                times.measure("token", () -> as("adam").asksForToken(id), 200);
                times.measure("a small search", () -> as("adam").get("Encounter?_count=1"), 200);
                Thread.sleep(200);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        times.assertMedians();
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static String post(String path, String headers, String form) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form;
    }

    private Socket opened(String requests) throws IOException {
        URI root = URI.create(host().http().root());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1_024);
        socket.setSoTimeout(1);
        socket.connect(new InetSocketAddress(root.getHost(), root.getPort()), 5_000);
        socket.getOutputStream().write(requests.getBytes(US_ASCII));
        return socket;
    }

    /** The number of bytes until the server has closed the connection. */
    private static long readToTheEnd(Socket socket) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try {
            for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
                total += read;
            }
        } catch (SocketException reset) {
            // closed as well
        }
        return total;
    }

    /** Reads a byte more, if there is one. */
    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException nothingYet) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }
}
