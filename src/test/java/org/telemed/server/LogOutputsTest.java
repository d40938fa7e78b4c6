package org.telemed.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Spring Boot's own settings for a log file and for structured output, with this server's protection before both. */
@ExtendWith(OutputCaptureExtension.class)
class LogOutputsTest {
    private final String secret = UUID.randomUUID() + "\nforged";

    /** Spring Boot passes its settings to Logback by these, and leaves them to the next server of this Java. */
    @AfterEach
    void forget_the_settings() {
        for (LoggingSystemProperty property : LoggingSystemProperty.values()) {
            System.clearProperty(property.getEnvironmentVariableName());
        }
    }

    @Test
    void a_file_is_written(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("telemed.log");
        logAt("--logging.file.name=" + file);
        assertThat(Files.readString(file)).contains("It broke for …").doesNotContain(secret, "\nforged");
    }

    @Test
    void the_console_may_be_structured(CapturedOutput output) {
        logAt("--logging.structured.format.console=ecs", "--logging.structured.json.stacktrace.root=first");
        assertThat(output)
                .contains("\"message\":\"It broke for …\"", "\"type\":\"java.lang.IllegalStateException\"")
                .doesNotContain(secret.lines().findFirst().orElseThrow(), "\nforged");
    }

    private void logAt(String... settings) {
        SpringApplication server = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=none", "spring.main.banner-mode=off")
                .build();
        try (var context = server.run(settings)) {
            LoggerFactory.getLogger("ca.uhn.fhir.Library")
                    .error("It broke for {}", secret, new IllegalStateException(secret));
        }
    }

    @SpringBootConfiguration
    static class Nothing {}
}
