package org.telemed.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.telemed.core.error.Reason;
import org.telemed.fhir.FhirRelease;
import org.telemed.fhir.definition.FhirConfig;
import org.telemed.fhir.outcome.Outcomes;
import org.telemed.hapi.error.ErrorTableRow;

/** Our definitions are FHIR's, and mean what they say. */
@Tag("slow")
class DefinitionsTest {
    private static final String PROFILE = "https://hapi-fhir-telemed.org/fhir/StructureDefinition/telemed-encounter";
    private static final String ROOM = "https://extensions.fhir.zapehr.com/encounter-virtual-service-pre-release";
    private static final String OTHERS = "https://extensions.fhir.zapehr.com/encounter-other-participants";
    private static final String OTHER = "https://extensions.fhir.zapehr.com/encounter-other-participant";
    private static final String WAITING_ROOM =
            "https://hapi-fhir-telemed.org/fhir/StructureDefinition/telemed-waiting-room";
    private static final String CODING =
            "{\"system\":\"https://fhir.zapehr.com/virtual-service-type\",\"code\":\"twilio-video-group-rooms\"}";
    private static final String CHANNEL = "{\"url\":\"channelType\",\"valueCoding\":" + CODING + "}";
    private static final String SID = "RM0123456789abcdef0123456789abcdef";
    private static final String ADDRESS = "{\"url\":\"addressString\",\"valueString\":\"" + SID + "\"}";

    private static Stream<Arguments> definitions() {
        return Stream.of(FhirRelease.values())
                .flatMap(release -> new FhirConfig(release.context())
                        .definitions().stream()
                                .map(definition -> Arguments.argumentSet(
                                        release + " "
                                                + definition.getIdElement().getValue(),
                                        release,
                                        definition)));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void each_is_valid(FhirRelease release, IBaseResource definition) {
        assertThat(Conformance.in(release).findings(release.encode(definition))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"R4, test-data/demo.json", "R5, test-data/r5/demo.json"})
    void the_demos_data_are_valid(FhirRelease release, Path file) throws IOException {
        assertThat(Conformance.in(release).findings(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"R4", "R4B"})
    void a_room_and_a_placeholder_are_what_the_extension_says(FhirRelease release) {
        assertThat(errors(release, encounterBeforeR5(extension(ROOM, CHANNEL, ADDRESS))))
                .isEmpty();
        assertThat(errors(release, encounterBeforeR5(extension(ROOM, CHANNEL)))).isEmpty();
    }

    private static Stream<Arguments> noRooms() {
        return Stream.of(
                Arguments.argumentSet(
                        "no channel type", extension(ROOM, ADDRESS), "channelType': a matching slice is required"),
                Arguments.argumentSet("two addresses", extension(ROOM, CHANNEL, ADDRESS, ADDRESS), "max allowed = 1"),
                Arguments.argumentSet("no SID", extension(ROOM, CHANNEL, ADDRESS.replace(SID, "12")), "telemed-room-1"),
                Arguments.argumentSet(
                        "an address that is no string",
                        extension(ROOM, CHANNEL, "{\"url\":\"addressString\",\"valueInteger\":1}"),
                        "allows for the type string"),
                Arguments.argumentSet(
                        "a channel type that is no Coding",
                        extension(ROOM, "{\"url\":\"channelType\",\"valueString\":\"video\"}"),
                        "allows for the type Coding"),
                Arguments.argumentSet(
                        "something unknown",
                        extension(ROOM, CHANNEL, "{\"url\":\"colour\",\"valueString\":\"red\"}"),
                        "colour"),
                Arguments.argumentSet(
                        "a value",
                        "{\"url\":\"" + ROOM + "\",\"valueString\":\"" + SID + "\"}",
                        "Extension.value[x]: max allowed = 0"),
                Arguments.argumentSet(
                        "two rooms",
                        extension(ROOM, CHANNEL, ADDRESS) + "," + extension(ROOM, CHANNEL, ADDRESS),
                        "telemed-enc-1"));
    }

    @ParameterizedTest
    @MethodSource("noRooms")
    void an_extension_that_is_no_room_is_an_error(String extension, String problem) {
        assertThat(errors(FhirRelease.R4, encounterBeforeR5(extension), PROFILE))
                .anySatisfy(error -> assertThat(error).contains(problem));
    }

    @Test
    void a_room_stands_on_an_encounter_only() {
        String patient = "{\"resourceType\":\"Patient\",\"extension\":[" + extension(ROOM, CHANNEL, ADDRESS) + "]}";
        assertThat(errors(FhirRelease.R4, patient))
                .anySatisfy(error -> assertThat(error).contains(ROOM, "not allowed"));
    }

    @ParameterizedTest
    @EnumSource
    void other_participants_have_a_reference_and_a_period(FhirRelease release) {
        String who = "{\"url\":\"reference\",\"valueReference\":{\"reference\":\"Device/home-tablet\"}}";
        String when = "{\"url\":\"period\",\"valuePeriod\":{\"start\":\"2024-01-01\"}}";
        String both = extension(OTHER, when, who);
        assertThat(errors(release, encounter(release, extension(OTHERS, both, extension(OTHER, who))), PROFILE))
                .isEmpty();
        for (String wrong : List.of(
                extension(OTHER, when),
                extension(OTHER, who, who),
                extension(
                        OTHER,
                        who.replace("valueReference\":{\"reference\":\"Device/home-tablet\"}", "valueUri\":\"a\"")),
                extension(OTHER, who, when.replace("{\"start\":\"2024-01-01\"}", "\"2024\"")))) {
            assertThat(errors(release, encounter(release, extension(OTHERS, wrong)), PROFILE))
                    .as(wrong)
                    .isNotEmpty();
        }
        assertThat(errors(release, encounter(release, both))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_waiting_room_is_one_boolean_on_an_encounter(FhirRelease release) {
        String on = "{\"url\":\"" + WAITING_ROOM + "\",\"valueBoolean\":true}";
        assertThat(errors(release, encounter(release, on), PROFILE)).isEmpty();
        assertThat(errors(release, encounter(release, on.replace("true", "false")), PROFILE))
                .isEmpty();
        for (String wrong : List.of(
                on + "," + on,
                on.replace("Boolean\":true", "String\":\"true\""),
                "{\"url\":\"" + WAITING_ROOM + "\",\"id\":\"x\"}",
                extension(WAITING_ROOM, on))) {
            assertThat(errors(release, encounter(release, wrong), PROFILE))
                    .as(wrong)
                    .isNotEmpty();
        }
        assertThat(errors(release, "{\"resourceType\":\"Patient\",\"extension\":[" + on + "]}"))
                .anySatisfy(error -> assertThat(error).contains(WAITING_ROOM, "not allowed"));
    }

    @Test
    void r5_has_the_room_in_its_own_element() {
        assertThat(errors(FhirRelease.R5, encounterInR5(service("\"" + SID + "\"")), PROFILE))
                .isEmpty();
        assertThat(errors(FhirRelease.R5, encounterInR5("{\"channelType\":" + CODING + "}"), PROFILE))
                .isEmpty();
    }

    @Test
    void an_element_that_is_no_room_is_an_error() {
        assertThat(errors(FhirRelease.R5, encounterInR5(service("\"12\"")), PROFILE))
                .anySatisfy(error -> assertThat(error).contains("telemed-room-1"));
        assertThat(errors(FhirRelease.R5, encounterInR5(service("\"" + SID + "\",\"maxParticipants\":51")), PROFILE))
                .anySatisfy(error -> assertThat(error).contains("telemed-room-1"));
        String room = service("\"" + SID + "\"");
        assertThat(errors(FhirRelease.R5, encounterInR5(room + "," + room), PROFILE))
                .anySatisfy(error -> assertThat(error).contains("telemed-enc-1"));
    }

    @Test
    void a_code_of_ours_that_is_not_listed_is_found() {
        String outcome = """
                {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid","details":{"coding":[
                {"system":"https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-error","code":"%s"}]}}]}""";
        assertThat(Conformance.in(FhirRelease.R4).findings(outcome.formatted("no-such-case")))
                .anySatisfy(finding -> assertThat(finding).contains("no-such-case"));
        assertThat(Conformance.in(FhirRelease.R4).findings(outcome.formatted("too-early")))
                .noneSatisfy(finding -> assertThat(finding).contains("too-early"));
    }

    @ParameterizedTest
    @EnumSource
    void whatever_is_refused_the_answer_is_valid(FhirRelease release) {
        Outcomes outcomes = new Outcomes(release.context());
        for (Reason reason : Reason.values()) {
            IBaseResource outcome = outcomes.error(ErrorTableRow.of(reason).issueCode(), reason.code(), "A sentence.");
            assertThat(Conformance.in(release).unexplained(release.encode(outcome)))
                    .as(reason.code())
                    .isEmpty();
        }
    }

    private static List<String> errors(FhirRelease release, String json, String... profiles) {
        return Conformance.in(release).findings(json, profiles).stream()
                .filter(finding -> finding.startsWith("error"))
                .toList();
    }

    private static String extension(String url, String... children) {
        return "{\"url\":\"%s\",\"extension\":[%s]}".formatted(url, String.join(",", children));
    }

    private static String service(String address) {
        return "{\"channelType\":%s,\"addressString\":%s}".formatted(CODING, address);
    }

    private static String encounter(FhirRelease release, String extension) {
        return release.isR5()
                ? "{\"resourceType\":\"Encounter\",\"status\":\"in-progress\",\"extension\":[%s]}".formatted(extension)
                : encounterBeforeR5(extension);
    }

    private static String encounterBeforeR5(String extension) {
        return """
                {"resourceType":"Encounter","status":"in-progress","extension":[%s],
                "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"VR"}}""".formatted(extension);
    }

    private static String encounterInR5(String virtualService) {
        return "{\"resourceType\":\"Encounter\",\"status\":\"in-progress\",\"virtualService\":[%s]}"
                .formatted(virtualService);
    }
}
