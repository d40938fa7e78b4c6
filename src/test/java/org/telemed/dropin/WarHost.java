package org.telemed.dropin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.telemed.acceptance.Http;

/** A host out of its war, in a Java of its own, started as the stock starter's image starts it, the plugin jar dropped in. */
final class WarHost implements AutoCloseable {

    /** Another Java to start hosts with, such as a newer one. */
    private static final String JAVA_HOME = System.getProperty("host.java.home", System.getProperty("java.home"));

    private final Process process;
    private final Path log;
    private final Http http;

    private WarHost(Process process, Path log, Http http) {
        this.process = process;
        this.log = log;
        this.http = http;
    }

    /**
     * Starts it and waits until it takes requests.
     *
     * @param settings environment variables, as an operator sets them
     */
    static WarHost started(Path directory, HostLibraries libraries, int port, Map<String, String> settings) {
        try {
            HostWar.packed(directory, libraries);
            Path extra = Files.createDirectory(directory.resolve("extra-classes"));
            Files.copy(BuiltJar.pluginFile(), extra.resolve("hapi-fhir-telemed-plugin.jar"));
            Path log = directory.resolve("host.log");
            ProcessBuilder host = new ProcessBuilder(command(extra))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            host.environment().keySet().removeIf(name -> name.startsWith("TELEMED_") || name.startsWith("SPRING_"));
            host.environment().putAll(settings);
            host.environment().put("SERVER_PORT", Integer.toString(port));
            return new WarHost(host.start(), log, new Http("http://localhost:" + port)).awaited();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The entry point of the image hapiproject/hapi, with a smaller heap. */
    private static List<String> command(Path extraClasses) {
        return List.of(
                Path.of(JAVA_HOME, "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "--class-path",
                "main.war",
                "-Dloader.path=main.war!/WEB-INF/classes/,main.war!/WEB-INF/," + extraClasses,
                "org.springframework.boot.loader.launch.PropertiesLauncher");
    }

    private WarHost awaited() {
        try {
            Awaitility.await("the host's answer")
                    .atMost(Duration.ofMinutes(8))
                    .ignoreExceptions()
                    .failFast("the host stopped: " + log, () -> !process.isAlive())
                    .until(() -> http.get("/fhir/metadata", "").status() == 200);
        } catch (RuntimeException never) {
            close();
            throw new IllegalStateException(output(), never);
        }
        return this;
    }

    Http http() {
        return http;
    }

    /** All that it has logged. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
