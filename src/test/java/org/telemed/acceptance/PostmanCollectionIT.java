package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Postman collection against the demo, freshly started from the server jar, as somebody does who tries the product. */
class PostmanCollectionIT {
    private static final String NEWMAN = "newman@6.2.1";
    private static final Path COLLECTIONS = Path.of("test-data", "postman");

    @TempDir
    private Path directory;

    /** Newman comes from npm; Node is what a machine must have. A user's machine may go without, CI may not. */
    @BeforeAll
    static void node_is_there() {
        boolean found = runs("npx", "--version");
        if (System.getenv("CI") == null) {
            assumeThat(found)
                    .as("npx, of Node 20 or newer, is missing: the Postman collection is not tried")
                    .isTrue();
        }
        assertThat(found).as("CI has npx, of Node 20 or newer").isTrue();
    }

    @Test
    void every_request_of_the_collection_is_answered_as_its_tests_want() throws Exception {
        int port = FreePort.next();
        int emulatorPort = FreePort.next();
        Map<String, String> settings = Map.of(
                "spring.profiles.active", "demo",
                "server.port", "" + port,
                "telemed.emulator.port", "" + emulatorPort);
        try (ServerProcess demo =
                ServerProcess.startJar(Path.of(System.getProperty("jar.server")), directory, settings)) {
            demo.awaitReady(new Http("http://localhost:" + port));
            // twice, because somebody who tries the product does not restart it in between
            for (String run : List.of("first", "second")) {
                Path report = directory.resolve(run + ".txt");
                Process newman = new ProcessBuilder(newman(port, emulatorPort))
                        .redirectErrorStream(true)
                        .redirectOutput(report.toFile())
                        .start();
                assertThat(newman.waitFor(5, TimeUnit.MINUTES))
                        .as("newman ends")
                        .isTrue();
                assertThat(newman.exitValue()).as(() -> read(report)).isZero();
                assertThat(read(report)).containsPattern("assertions +│ +2\\d\\d +│ +0 ");
            }
        }
    }

    private static List<String> newman(int port, int emulatorPort) {
        return List.of(
                "npx",
                "--yes",
                NEWMAN,
                "run",
                COLLECTIONS.resolve("telemed.postman_collection.json").toString(),
                "--environment",
                COLLECTIONS.resolve("demo.postman_environment.json").toString(),
                "--env-var",
                "baseUrl=http://localhost:" + port,
                "--env-var",
                "emulatorUrl=http://localhost:" + emulatorPort,
                "--color",
                "off");
    }

    private static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unread) {
            return unread.toString();
        }
    }
}
