package org.telemed.fhir.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.attendance.AttendanceLog;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.error.Reason;
import org.telemed.fhir.FhirRelease;
import org.telemed.fhir.audit.AccessKind;
import org.telemed.fhir.element.TelemedUrls;
import org.telemed.twilio.TwilioVideoAccount;

class FhirConfigTest {
    private static final Path FOLDER = Path.of("fhir-config");

    @Test
    void every_file_is_for_some_version_and_every_version_has_all_of_its_files() throws IOException {
        TreeSet<String> listed = new TreeSet<>();
        Stream.of(FhirRelease.values())
                .flatMap(release -> new FhirConfig(release.context()).files())
                .forEach(listed::add);
        try (Stream<Path> all = Files.walk(FOLDER)) {
            assertThat(all.map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> file.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
        assertThat(new FhirConfig(FhirRelease.R4B.context()).files())
                .containsExactlyElementsOf(
                        new FhirConfig(FhirRelease.R4.context()).files().toList());
    }

    @ParameterizedTest
    @EnumSource
    void each_is_called_as_its_file(FhirRelease release) {
        FhirConfig config = new FhirConfig(release.context());
        assertThat(config.definitions())
                .extracting(definition -> definition.getIdElement().getValue().replace("/", "-") + ".json")
                .containsExactlyElementsOf(
                        config.files().map(file -> file.replaceFirst(".*/", "")).toList());
    }

    @ParameterizedTest
    @EnumSource
    void ours_are_told_by_id_and_by_any_url(FhirRelease release) {
        FhirConfig config = new FhirConfig(release.context());
        assertThat(config.definitions()).allMatch(config::hasOurId).allMatch(config::hasOurUrl);
        assertThat(Stream.of(
                        "{\"resourceType\":\"NamingSystem\",\"uniqueId\":[{\"value\":\"urn:x\"},{\"value\":\"URL\"}]}",
                        "{\"resourceType\":\"SearchParameter\",\"url\":\"URL/new\"}",
                        "{\"resourceType\":\"CodeSystem\",\"url\":\" URL|2 \"}"))
                .map(json -> json.replace("URL", TelemedUrls.VIDEO_ROOM_SYSTEM))
                .map(release.context().newJsonParser()::parseResource)
                .allMatch(config::hasOurUrl)
                .noneMatch(config::hasOurId);
        assertThat(Stream.of(
                        "{\"resourceType\":\"CodeSystem\",\"id\":\"x\",\"url\":\"https://hapi-fhir-telemed.org/fhirx/y\"}",
                        "{\"resourceType\":\"Patient\",\"id\":\"telemed-error\"}"))
                .map(release.context().newJsonParser()::parseResource)
                .noneMatch(config::hasOurUrl)
                .noneMatch(config::hasOurId);
    }

    @ParameterizedTest
    @EnumSource
    void what_stored_data_refer_to_is_defined(FhirRelease release) throws IllegalAccessException {
        List<String> used = new ArrayList<>();
        for (Field url : TelemedUrls.class.getDeclaredFields()) {
            if (!url.isSynthetic()) {
                used.add((String) url.get(null));
            }
        }
        used.remove(TelemedUrls.CANONICAL_BASE);
        if (release.isR5()) {
            used.remove(TelemedUrls.VIRTUAL_SERVICE_EXTENSION);
        }
        String all = String.join(
                "\n",
                new FhirConfig(release.context())
                        .definitions().stream().map(release::encode).toList());
        assertThat(used)
                .hasSizeGreaterThan(8)
                .allSatisfy(
                        url -> assertThat(all).containsAnyOf("\"url\":\"" + url + "\"", "\"value\":\"" + url + "\""));
    }

    @Test
    void every_reason_is_a_code() throws IOException {
        assertThat(codesOf("telemed-error"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(Reason.values()).map(Reason::code).distinct(),
                                Stream.of("nothing-here", "wrong-host")) // the server's own refusals
                        .toList());
    }

    @Test
    void every_event_is_a_code() throws IOException {
        assertThat(codesOf("telemed-event"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                Stream.of("token-issued", "attendance", "attendance-complete", "room"),
                                Stream.of(AttendanceLog.Kind.values())
                                        .map(kind -> kind.name().toLowerCase(Locale.ROOT)),
                                Stream.of(AuditKind.values()).map(AuditKind::code),
                                Stream.of(AccessKind.values()).map(AccessKind::code))
                        .flatMap(codes -> codes)
                        .toList());
    }

    @Test
    void our_channel_type_is_a_code() throws IOException {
        assertThat(codesOf("telemed-virtual-service-type")).containsExactly(TwilioVideoAccount.CHANNEL_TYPE.code());
    }

    @ParameterizedTest
    @EnumSource
    void where_it_was_stored_and_how_often_is_no_difference(FhirRelease release) {
        FhirConfig config = new FhirConfig(release.context());
        IBaseResource stored = release.parse(codeSystem("a", "\"versionId\":\"7\"", "one", "A title"));
        IBaseResource ours = release.parse(codeSystem("b", "", "one", "A title"));
        assertThat(config.areEqual(stored, ours)).isTrue();
        assertThat(config.areEqual(stored, release.parse(codeSystem("a", "", "one", "Another title"))))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void the_same_is_what_has_the_same_url_or_defines_the_same_identifiers(FhirRelease release) {
        FhirConfig config = new FhirConfig(release.context());
        IBaseResource one = release.parse(codeSystem("a", "", "one", "A title"));
        assertThat(config.defineTheSame(one, release.parse(codeSystem("b", "", "one", "Another"))))
                .isTrue();
        assertThat(config.defineTheSame(one, release.parse(codeSystem("a", "", "two", "A title"))))
                .isFalse();
        assertThat(config.defineTheSame(namingSystem(release, "one"), namingSystem(release, "one")))
                .isTrue();
        assertThat(config.defineTheSame(namingSystem(release, "one"), namingSystem(release, "two")))
                .isFalse();
        IBaseResource nothing = release.parse("{\"resourceType\":\"CodeSystem\"}");
        assertThat(config.defineTheSame(nothing, nothing)).isFalse();
    }

    private static List<String> codesOf(String codeSystem) throws IOException {
        JsonNode system = new ObjectMapper()
                .readTree(FOLDER.resolve("common/CodeSystem-" + codeSystem + ".json")
                        .toFile());
        List<String> codes = new ArrayList<>();
        system.path("concept").forEach(concept -> codes.add(concept.path("code").asText()));
        return codes;
    }

    private static String codeSystem(String id, String meta, String url, String title) {
        return """
                {"resourceType":"CodeSystem","id":"%s","meta":{%s},"url":"https://example.org/%s","title":"%s"}""".formatted(id, meta, url, title);
    }

    private static IBaseResource namingSystem(FhirRelease release, String value) {
        return release.parse("""
                {"resourceType":"NamingSystem","uniqueId":[{"type":"uri","value":"https://example.org/%s"}]}""".formatted(value));
    }
}
