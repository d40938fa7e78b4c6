package org.telemed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The property of a setting is named where properties are read, so that a rule is the same by whatever name it is set. */
class CoreNamesNoPropertyTest {
    private static final Pattern PROPERTY = Pattern.compile("(?<!org\\.)telemed\\.[a-z]");

    @Test
    void no_property_is_named_in_the_core() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/telemed/core"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(10);
            assertThat(sources)
                    .noneMatch(source -> PROPERTY.matcher(text(source)).find());
        }
    }

    @Test
    void a_property_is_told_from_a_package() {
        assertThat("Set telemed.tokens.ttl.").containsPattern(PROPERTY);
        assertThat("import org.telemed.core.Room;").doesNotContainPattern(PROPERTY);
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
