package org.telemed.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.server.demo.issuer.DemoClient;

/** The README's table of the demo's users is the demo's, and its Encounters are those of the test data. */
class DemoDocumentsTest {

    @ParameterizedTest
    @EnumSource
    void the_readme_has_each_user_with_profile_and_scope(DemoClient client) throws IOException {
        String row = Pattern.compile("(?m)^\\| `" + client.id() + "` \\|.*$")
                .matcher(readme())
                .results()
                .map(match -> match.group())
                .findFirst()
                .orElseThrow();
        assertThat(row).contains("`" + client.scope() + "`", client.profile().orElse("a program"));
    }

    @Test
    void the_readme_has_no_other_user() throws IOException {
        assertThat(Pattern.compile("(?m)^\\| `[a-z]+` \\| (?:[A-Z][A-Za-z]+/|a program)")
                        .matcher(readme())
                        .results())
                .hasSameSizeAs(DemoClient.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"test-data/demo.json", "test-data/r5/demo.json"})
    void the_readme_has_each_encounter(String data) throws IOException {
        List<String> visits = Pattern.compile("\"url\": \"Encounter/([^\"]+)\"")
                .matcher(Files.readString(Path.of(data)))
                .results()
                .map(match -> "`" + match.group(1) + "`")
                .toList();
        assertThat(visits).hasSize(6);
        assertThat(readme()).contains(visits);
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
