package org.telemed.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each setting is described once in the code, and the README says the same. */
class SettingsTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(telemed\\.[^`]+)` \\| ([^|]+) \\|");

    @Test
    void every_setting_has_a_description() throws IOException {
        assertThat(metadata())
                .hasSizeGreaterThan(25)
                .allSatisfy((name, property) -> assertThat(
                                property.path("description").asText())
                        .as(name)
                        .hasSizeGreaterThan(15));
    }

    @Test
    void the_readme_has_every_setting_and_no_other() throws IOException {
        assertThat(table().keySet())
                .containsExactlyInAnyOrderElementsOf(metadata().keySet());
    }

    @Test
    void the_readme_says_the_defaults() throws IOException {
        Map<String, String> table = table();
        metadata()
                .forEach((name, property) ->
                        assertThat(table.get(name)).as(name).startsWith(cell(property.path("defaultValue"))));
    }

    private static String cell(JsonNode value) {
        if (value.isMissingNode()) {
            return "none";
        }
        if (value.isNumber()) {
            return "`" + new BigDecimal(value.asText()).stripTrailingZeros().toPlainString();
        }
        return value.asText().isEmpty() ? "empty" : "`" + value.asText() + "`";
    }

    static Map<String, JsonNode> metadata() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                SettingsTableTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
            Map<String, JsonNode> properties = new TreeMap<>();
            new ObjectMapper().readTree(file).path("properties").forEach(property -> {
                if (property.path("name").asText().startsWith("telemed.")) {
                    properties.put(property.path("name").asText(), property);
                }
            });
            return properties;
        }
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            rows.put(row.group(1), row.group(2).strip());
        }
        return rows;
    }
}
