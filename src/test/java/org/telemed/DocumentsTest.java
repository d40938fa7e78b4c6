package org.telemed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.hapi.operation.TelemedOperationProvider;

/** What the documents list is what there is, and every link in them leads somewhere. */
class DocumentsTest {

    private static final Path README = Path.of("README.md");
    private static final Path SITE = Path.of("src", "site", "markdown");
    private static final Path CONFIG = Path.of("fhir-config");
    private static final Path COLLECTION = Path.of("test-data", "postman", "telemed.postman_collection.json");

    static List<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.list(SITE)) {
            return Stream.concat(Stream.of(README), pages).toList();
        }
    }

    @Test
    void the_readme_has_every_error_code_and_no_other() throws IOException {
        JsonNode codes = new ObjectMapper()
                .readTree(CONFIG.resolve("common/CodeSystem-telemed-error.json").toFile())
                .path("concept");
        Set<String> defined = new TreeSet<>();
        codes.forEach(concept -> defined.add(concept.path("code").asText()));
        assertThat(all("(?m)^\\| [45]\\d\\d \\| `([a-z-]+)` \\|", README)).isEqualTo(defined);
    }

    @Test
    void the_documents_name_every_operation_and_no_other() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path document : documents()) {
            named.addAll(all("\\\\?(\\$[a-z]+-telemed-[a-z]+|\\$telemed-[a-z]+)", document));
        }
        assertThat(named).isEqualTo(TelemedOperationProvider.NAMES);
        for (String operation : TelemedOperationProvider.NAMES) {
            for (Path document : List.of(README, SITE.resolve("architecture.md"), COLLECTION)) {
                assertThat(text(document)).as(document.toString()).contains(operation);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"r4", "r5"})
    void every_operation_has_a_definition_and_each_definition_an_operation(String version) throws IOException {
        try (Stream<Path> files = Files.list(CONFIG.resolve(version))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("OperationDefinition-"))
                            .map(name -> name.replaceAll("OperationDefinition-(?:appointment-)?(.*)\\.json", "\\$$1"))
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(TelemedOperationProvider.NAMES);
        }
    }

    @Test
    void the_collection_tries_the_v1_api_and_every_level_of_the_operations() {
        assertThat(text(COLLECTION))
                .contains("{{baseUrl}}/v1/telemed/room", "{{baseUrl}}/v1/telemed/token", "{{baseUrl}}/v1/user/me")
                .contains("Encounter/$telemed-token?encounterId=", "/{{encounterId}}/$telemed-token")
                .contains("/Encounter/$create-telemed-room", "/visit-arrived/$create-telemed-room")
                .contains("/$end-telemed-room");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_lead_to_files_and_headings(Path document) {
        for (String link : all("\\]\\(([^)\\s]+)\\)", document)) {
            if (!link.matches("https?://.*")) {
                String[] parts = link.split("#", 2);
                Path file = parts[0].isEmpty() ? document : sibling(document, parts[0]);
                assertThat(file).as(link + " in " + document).exists();
                if (parts.length == 2) {
                    assertThat(anchors(file)).as(link + " in " + document).contains(parts[1]);
                }
            }
        }
    }

    @Test
    void the_tests_that_the_site_names_exist() throws IOException {
        Set<String> tests = sources(Path.of("src", "test", "java"));
        for (Path document : documents()) {
            assertThat(tests)
                    .as(document.toString())
                    .containsAll(all("`([A-Z][a-z]\\w+(?:Test|IT|Contract))\\b[^`]*`", document));
        }
        String architecture = text(SITE.resolve("architecture.md"));
        Matcher acceptance = Pattern.compile("acceptance ((?:`\\w+`(?:, )?)+)").matcher(architecture);
        while (acceptance.find()) {
            assertThat(tests).containsAll(found("`(\\w+)`", acceptance.group(1)));
        }
    }

    @Test
    void the_classes_that_the_site_names_exist() throws IOException {
        Path ours = Path.of("src", "main", "java", "org", "telemed");
        for (Path document : List.of(SITE.resolve("architecture.md"), SITE.resolve("contributing.md"))) {
            for (String name : all("`((?:[a-z]+\\.)+[A-Z]\\w+)`", document)) {
                assertThat(ours.resolve(name.replace('.', '/') + ".java"))
                        .as(document.toString())
                        .exists();
            }
        }
        for (String name : all("(?m)^\\| `([a-z.]+)`(?:,[^|]*)? \\| [^|]+ \\| ", SITE.resolve("architecture.md"))) {
            assertThat(ours.resolve(name.replace('.', '/'))).exists();
        }
    }

    @Test
    void the_architecture_has_every_package_with_its_own_sentence() throws IOException {
        Path ours = Path.of("src", "main", "java", "org", "telemed");
        String table = text(SITE.resolve("architecture.md"))
                .replaceFirst("(?s).*\\n\\| package \\| what it does", "")
                .replaceFirst("(?s)\\n\\n.*", "");
        Set<String> rows = found("(?m)^(\\| `[a-z.]+` \\| .*?) \\|[^|]*\\|$", table);
        try (Stream<Path> files = Files.walk(ours)) {
            assertThat(files.filter(file -> file.endsWith("package-info.java"))
                            .filter(file -> !ours.equals(file.getParent()))
                            .map(file -> "| `"
                                    + ours.relativize(file.getParent())
                                            .toString()
                                            .replace(File.separatorChar, '.')
                                    + "` | " + sentence(file)))
                    .allSatisfy(row -> assertThat(rows).contains(row));
        }
    }

    @Test
    void the_methods_that_the_architecture_names_exist() throws IOException {
        Map<String, Path> classes = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> classes.put(file.getFileName().toString(), file));
        }
        String document = text(SITE.resolve("architecture.md")) + text(SITE.resolve("decisions.md"));
        for (String name : found("`([A-Z][a-z]\\w+\\.[a-z]\\w+)`", document)) {
            String[] parts = name.split("\\.", 2);
            assertThat(classes).as(name).containsKey(parts[0] + ".java");
            assertThat(text(classes.get(parts[0] + ".java"))).as(name).containsPattern("\\b" + parts[1] + "\\b");
        }
    }

    /** The first sentence of a package, with its code in backticks. */
    private static String sentence(Path packageInfo) {
        return text(packageInfo)
                .replaceFirst("(?s).*?/\\*\\*\\s*", "")
                .replaceFirst("(?s)\\s*\\*/.*", "")
                .replaceAll("\\s*\\n \\*\\s*", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`");
    }

    private static Path sibling(Path document, String relative) {
        Path parent = document.getParent();
        return (parent == null ? Path.of("") : parent).resolve(relative).normalize();
    }

    /** As GitHub makes them of headings; and those that are set by hand. */
    private static Set<String> anchors(Path document) {
        Set<String> anchors = found("<a name=\"([^\"]+)\">", text(document));
        found("(?m)^#+ (.*)$", text(document))
                .forEach(heading -> anchors.add(heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                        .replace(' ', '-')));
        return anchors;
    }

    private static Set<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> all(String regex, Path document) {
        return found(regex, text(document));
    }

    private static Set<String> found(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }
}
