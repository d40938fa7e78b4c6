package org.telemed.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Emulator;
import org.telemed.acceptance.FreePort;
import org.telemed.acceptance.Http;

/** A server in a Java of its own. */
final class ChildServer implements AutoCloseable {
    private static final String ZEROS = "0".repeat(32);
    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

    private final Process process;
    private final Http http;
    private final int emulatorPort;
    private final Duration startTime;

    /** Starts it and waits until it answers. */
    ChildServer(Class<?> main, String... settings) {
        int port = FreePort.next();
        this.emulatorPort = FreePort.next();
        this.http = new Http("http://localhost:" + port);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName(),
                "--server.port=" + port,
                "--telemed.emulator.port=" + emulatorPort));
        for (String setting : settings) {
            command.add("--" + setting);
        }
        long start = System.nanoTime();
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "bench-" + main.getSimpleName() + ".log")
                            .toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(5))
                .failFast("the server has stopped, see target/bench-*.log", () -> !process.isAlive())
                .until(() -> listens(port));
        http.get("/fhir/Encounter/none", "");
        this.startTime = Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * What the demo needs to know, and the pool that the design speaks of. Without the sweep, which has rows of its own: no
     * clinic opens ten thousand rooms in a minute, and H2 goes through all Encounters for each batch of them.
     */
    static String[] demo(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "spring.profiles.active=demo",
                "telemed.twilio.rate-share=100",
                "telemed.limits.requests-per-minute=100000",
                "telemed.twilio.time-limit=30s",
                "telemed.sweep.enabled=false",
                "spring.datasource.hikari.maximum-pool-size=5"));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    /** What a server without the demo needs to know. */
    static String[] production(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "spring.datasource.url=jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1",
                "server.address=127.0.0.1",
                "telemed.public-url=http://localhost",
                "telemed.twilio.base-url=http://localhost:1",
                "telemed.twilio.account-sid=AC" + ZEROS,
                "telemed.twilio.api-key-sid=SK" + ZEROS,
                "telemed.twilio.api-key-secret=" + ZEROS,
                JWT + "issuer-uri=http://localhost:1",
                JWT + "jwk-set-uri=http://localhost:1/keys",
                JWT + "audiences=bench"));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    Http http() {
        return http;
    }

    Http emulator() {
        return new Http("http://localhost:" + emulatorPort);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    Duration startTime() {
        return startTime;
    }

    String tokenOf(String client) {
        Answer answer = http.send(http.request("/oauth2/token", "")
                .header("Authorization", Http.basic(client, client))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        return answer.expecting(200).json().path("access_token").asText();
    }

    /** Ends the visit, as a client does that knows no operation for it. */
    void finish(String id, String token) {
        http.send(http.request("/fhir/Encounter/" + id, token)
                        .header("Content-Type", "application/json-patch+json")
                        .method(
                                "PATCH",
                                BodyPublishers.ofString(
                                        "[{\"op\": \"replace\", \"path\": \"/status\", \"value\": \"finished\"}]")))
                .expecting(200);
    }

    /** Whether Twilio says so of the room with that SID. */
    boolean isInProgress(String sid) {
        return new Emulator(emulator().root()).room(sid).path("status").asText().equals("in-progress");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
