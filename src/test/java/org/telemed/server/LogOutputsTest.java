package org.telemed.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Spring Boot's own settings for a log file and for structured output, with this server's protection before both. */
class LogOutputsTest {
    private static final String SECRET = "Jane Doe";

    @Test
    void a_file_is_written(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("telemed.log");
        logged("--logging.file.name=" + file);
        assertThat(Files.readString(file)).contains("It broke for …").doesNotContain(SECRET, "\nforged");
    }

    @Test
    void the_console_may_be_structured() throws IOException {
        assertThat(logged("--logging.structured.format.console=ecs", "--logging.structured.json.stacktrace.root=first"))
                .contains("\"message\":\"It broke for …\"", "\"type\":\"java.lang.IllegalStateException\"")
                .doesNotContain(SECRET, "\nforged");
    }

    /** The output of a Java of its own: settings of a log are for all applications of one. */
    private static String logged(String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName()));
        command.addAll(List.of(settings));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Starts, and logs as a library would that failed at a request. */
    @SpringBootConfiguration
    static class Application {

        public static void main(String[] settings) {
            var server = new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    .properties("spring.config.name=none");
            try (var context = server.run(settings)) {
                String sent = String.join("\nforged ", SECRET, context.getId());
                LoggerFactory.getLogger("ca.uhn.fhir.Library")
                        .error("It broke for {}", sent, new IllegalStateException(sent));
            }
        }
    }
}
