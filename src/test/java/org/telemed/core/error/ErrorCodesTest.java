package org.telemed.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.hapi.error.ErrorTableRow;

/** The code system, the README and the code say the same; that every reason is in the code system, FhirConfigTest sees. */
class ErrorCodesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d{3}) \\| `([a-z-]+)` \\|");

    @Test
    void the_readme_lists_the_codes_of_the_code_system() throws IOException {
        assertThat(codesInReadme()).isEqualTo(codesInCodeSystem());
    }

    @ParameterizedTest
    @EnumSource
    void the_readme_has_the_status_of_each_reason(Reason reason) throws IOException {
        assertThat(errorsInReadme())
                .contains("| %d | `%s` |".formatted(ErrorTableRow.of(reason).status(), reason.code()));
    }

    private static Set<String> codesInReadme() throws IOException {
        Set<String> codes = new TreeSet<>();
        Matcher row = ROW.matcher(errorsInReadme());
        while (row.find()) {
            codes.add(row.group(2));
        }
        return codes;
    }

    private static String errorsInReadme() throws IOException {
        return Files.readString(Path.of("README.md")).split("\n## Errors\n")[1].split("\n## ")[0];
    }

    private static Set<String> codesInCodeSystem() throws IOException {
        Set<String> codes = new TreeSet<>();
        new ObjectMapper()
                .readTree(Path.of("fhir-config/common/CodeSystem-telemed-error.json")
                        .toFile())
                .path("concept")
                .forEach(concept -> codes.add(concept.path("code").asText()));
        return codes;
    }
}
