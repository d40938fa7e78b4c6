package org.telemed.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.telemed.server.ServerApplication;

/** The server as an operator starts it: its own main class in a Java of its own. */
public final class ServerProcess implements AutoCloseable {

    private static final int LAST_WORDS = 5000;

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it in that directory, and leaves its output there. */
    public static ServerProcess start(Path directory, Map<String, String> settings) {
        return start(List.of("-cp", classPath(), ServerApplication.class.getName()), directory, settings);
    }

    /** The same, from the executable jar. */
    public static ServerProcess startJar(Path jar, Path directory, Map<String, String> settings) {
        return start(List.of("-jar", jar.toString()), directory, settings);
    }

    private static ServerProcess start(List<String> program, Path directory, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(program);
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        Path log = directory.resolve("server.log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ServerProcess(process, log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** This build's classes and what they need; no tests. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits until it takes requests; if it never does, says what it said last. */
    public void awaitReady(Http http) {
        try {
            Awaitility.await("the server's readiness")
                    .atMost(Duration.ofMinutes(4))
                    .ignoreExceptions()
                    .failFast("the server stopped", () -> !process.isAlive())
                    .until(() -> http.get("/actuator/health/readiness", "").status() == 200);
        } catch (ConditionTimeoutException | TerminalFailureException notReady) {
            String all = output();
            throw new AssertionError(all.substring(Math.max(0, all.length() - LAST_WORDS)), notReady);
        }
    }

    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    /** SIGTERM, as an operator stops it; its exit code. */
    public int stop() {
        process.destroy();
        return awaitExit();
    }

    /** Waits until it stops by itself; its exit code. */
    public int awaitExit() {
        try {
            Awaitility.await("the server's end").atMost(Duration.ofMinutes(2)).until(() -> !process.isAlive());
        } finally {
            kill();
        }
        return process.exitValue();
    }

    /** SIGKILL: it can do nothing about it, and nothing after it. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
