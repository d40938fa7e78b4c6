package org.telemed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Twilio is named nowhere but in its own package and where the plugin makes it: no rule, text or comment depends on it. */
class VendorIsNamedInOnePlaceTest {
    private static final Path SOURCES = Path.of("src/main/java/org/telemed");

    private static final Map<String, String> MAY_NAME_IT = Map.of(
            "twilio/", "the adapter",
            "emulator/", "stands for Twilio",
            "server/demo/", "starts the emulator",
            "plugin/wiring/TwilioVendorConfiguration.java", "makes the vendor",
            "plugin/wiring/TwilioProperties.java", "its settings",
            "plugin/wiring/TwilioMessageConfiguration.java", "makes what sends its text messages",
            "plugin/wiring/TwilioMessageProperties.java", "the settings of that",
            "plugin/wiring/TelemedAutoConfiguration.java", "imports the class that makes the vendor",
            "plugin/settings/TelemedProperties.java", "the default");

    /** How often the name stands where it does not say what is done. */
    private static final Map<String, Integer> ONCE = Map.of(
            "plugin/wiring/TelemedAutoConfiguration.java", 1,
            "plugin/settings/TelemedProperties.java", 1);

    @Test
    void nobody_else_names_it() throws IOException {
        List<String> others = new ArrayList<>();
        for (Path source : sources()) {
            String file = SOURCES.relativize(source).toString().replace('\\', '/');
            if (MAY_NAME_IT.keySet().stream().noneMatch(file::startsWith) && times(source) > 0) {
                others.add(file);
            }
        }
        assertThat(others).isEmpty();
    }

    @Test
    void who_chooses_it_names_it_once() {
        assertThat(ONCE)
                .allSatisfy((file, times) ->
                        assertThat(times(SOURCES.resolve(file))).as(file).isEqualTo(times));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static int times(Path source) {
        try {
            return Files.readString(source).toLowerCase(Locale.ROOT).split("twilio", -1).length - 1;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
