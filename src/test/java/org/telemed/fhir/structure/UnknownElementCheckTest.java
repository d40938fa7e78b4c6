package org.telemed.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.anEncounter;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class UnknownElementCheckTest {
    @EveryRelease
    void what_fhir_knows_has_no_problem(FhirRelease release) {
        EncounterFixture visit = anEncounter()
                .inProgress()
                .starting("2026-01-01")
                .withParticipant("Practitioner/adam", "{\"start\":\"2026-01-01\"}")
                .withOther("Device/tablet")
                .withRoom("RM1")
                .with(
                        "_status",
                        "{\"id\":\"s\",\"extension\":[{\"url\":\"http://example.org/x\",\"valueDecimal\":1.50}]}")
                .with("modifierExtension", "[{\"url\":\"http://example.org/x\",\"valueBoolean\":true}]")
                .with("text", "{\"status\":\"empty\",\"div\":\"<div xmlns='http://www.w3.org/1999/xhtml'>x</div>\"}")
                .with("language", "null")
                .with("identifier", "[]")
                .with(
                        "contained",
                        "[{\"resourceType\":\"Patient\",\"id\":\"p\",\"active\":true,\"multipleBirthInteger\":2,"
                                + "\"name\":[{\"given\":[null,\"A\"],\"_given\":[{\"id\":\"g\",\"extension\":[{\"url\":\"http://example.org/x\",\"valueCode\":\"a\"}]},null]}]}]");

        assertThat(problem(release, visit.json(release))).isEmpty();
        assertThat(problem(
                        release,
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"encounter\",\"resource\":%s},"
                                        .formatted(visit.json(release))
                                + "{\"name\":\"x\",\"part\":[{\"name\":\"y\",\"valueString\":\"z\"}]}]}"))
                .isEmpty();
    }

    @EveryRelease
    void what_would_be_lost_is_named_by_its_path_and_not_by_its_value(FhirRelease release) {
        Map<String, String> wrong = Map.of(
                "\"participants\":[]", "Encounter.participants is no element of FHIR " + release,
                "\"status\":{\"value\":\"secret\"}", "Encounter.status must be a JSON string",
                "\"identifier\":{\"value\":\"secret\"}", "Encounter.identifier must be a JSON array",
                "\"subject\":\"secret\"", "Encounter.subject must be a JSON object",
                "\"identifier\":[{\"_value\":\"secret\"}]", "Encounter.identifier[0]._value must be a JSON object",
                "\"identifier\":[{\"value\":\"\"}]", "Encounter.identifier[0].value is empty",
                "\"contained\":[{\"resourceType\":\"Patient\",\"nome\":\"secret\"}]",
                        "Encounter.contained[0].nome is no element",
                "\"extension\":[{\"valueDate\":\" 2026-01-01\"}]", "Encounter.extension[0].valueDate has a blank",
                "\"extension\":[{\"valueInstant\":\"2026-01-01T10:00:00Z \"}]",
                        "Encounter.extension[0].valueInstant has a blank",
                "\"a\\nb\":1", "Encounter has an element whose name");
        wrong.forEach(
                (element, sentence) -> assertThat(problem(release, "{\"resourceType\":\"Encounter\"," + element + "}"))
                        .startsWith(sentence)
                        .doesNotContain("secret"));
    }

    @EveryRelease
    void what_hapi_keeps_one_of_or_in_part_is_refused(FhirRelease release) {
        String extension = "\"extension\":[{\"url\":\"http://example.org/x\",%s}]";
        Map<String, String> lost = Map.of(
                extension.formatted("\"valueString\":\"secret\",\"valueCode\":\"secret\""),
                "Encounter.extension[0] has valueString and valueCode",
                extension.formatted("\"valueBase64Binary\":\"YQ==Yg==\""),
                "Encounter.extension[0].valueBase64Binary is no base64",
                extension.formatted("\"valueBase64Binary\":\"a\""),
                "Encounter.extension[0].valueBase64Binary is no base64",
                extension.formatted("\"value[x]\":\"secret\""),
                "Encounter.extension[0] has an element whose name",
                extension.formatted("\"id\":\"secret\""),
                "Encounter.extension[0] would be lost",
                "\"extension\":[{\"valueCode\":\"secret\"}]",
                "Encounter.extension[0].url is missing",
                "\"_status\":{\"id\":\"secret\"}",
                "Encounter._status.id would be lost",
                "\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\"},{\"resourceType\":\"Patient\",\"id\":\"#p\"}]",
                "Encounter.contained[1] would be lost",
                "\"id\":\"http://example.org/fhir/Encounter/secret\"",
                "Encounter.id is no id",
                "\"id\":\"secret/_history/1\"",
                "Encounter.id is no id");
        lost.forEach(
                (element, sentence) -> assertThat(problem(release, "{\"resourceType\":\"Encounter\"," + element + "}"))
                        .startsWith(sentence)
                        .doesNotContain("secret"));
        for (String base64 : List.of("YQ==", "YWI=", "YWJj", "YWJj\\n  YWJj YQ==\\n", "YWJjYWJj")) {
            assertThat(problem(
                            release,
                            "{\"resourceType\":\"Encounter\","
                                    + extension.formatted("\"valueBase64Binary\":\"" + base64 + "\"") + "}"))
                    .isEmpty();
        }
    }

    @EveryRelease
    void what_a_primitive_says_besides_its_value_is_checked(FhirRelease release) {
        Map<String, String> wrong = Map.of(
                "{\"foo\":\"secret\"}", "Encounter._status may have an id and extensions only",
                "{\"extension\":{\"url\":\"secret\"}}", "Encounter._status.extension must be a JSON array",
                "{\"extension\":[{\"valueCode\":\"secret\"}]}", "Encounter._status.extension[0].url is missing",
                "{\"extension\":[\"secret\"]}", "Encounter._status.extension[0] must be a JSON object",
                "{\"id\":\"secret\",\"extension\":[]}", "Encounter._status.id would be lost");
        wrong.forEach((companion, sentence) -> assertThat(
                        problem(release, "{\"resourceType\":\"Encounter\",\"_status\":" + companion + "}"))
                .startsWith(sentence)
                .doesNotContain("secret"));
        assertThat(problem(release, "{\"resourceType\":\"Encounter\",\"_subject\":{\"id\":\"secret\"}}"))
                .startsWith("Encounter._subject is no element");
    }

    @EveryRelease
    void an_element_with_nothing_in_it_is_empty(FhirRelease release) {
        for (String empty : List.of("{}", "{\"id\":\"secret\"}")) {
            assertThat(problem(release, "{\"resourceType\":\"Encounter\",\"type\":[" + empty + "]}"))
                    .startsWith("Encounter.type[0] is empty");
        }
        for (String filled : List.of("{\"text\":\"a\"}", "{\"id\":\"a\",\"text\":\"b\"}")) {
            assertThat(problem(release, "{\"resourceType\":\"Encounter\",\"type\":[" + filled + "]}"))
                    .isEmpty();
        }
        assertThat(problem(release, "{\"resourceType\":\"Encounter\"}")).isEmpty();
        assertThat(problem(release, "{\"resourceType\":\"Encounter\",\"id\":\"a\"}"))
                .isEmpty();
    }

    @EveryRelease
    void a_contained_resource_is_an_object(FhirRelease release) {
        assertThat(problem(release, "{\"resourceType\":\"Encounter\",\"contained\":[\"secret\"]}"))
                .isEqualTo("Encounter.contained[0] must be a JSON object.");
    }

    @Test
    void the_nearest_name_is_suggested() {
        assertThat(problem(FhirRelease.R4, "{\"resourceType\":\"Encounter\",\"participants\":[]}"))
                .endsWith("Did you mean participant?");
    }

    @Test
    void the_other_versions_elements_are_unknown() {
        String period = "{\"resourceType\":\"Encounter\",\"period\":{\"start\":\"2026\"}}";
        assertThat(problem(FhirRelease.R4, period)).isEmpty();
        assertThat(problem(FhirRelease.R5, period)).startsWith("Encounter.period is no element of FHIR R5");
    }

    @EveryRelease
    void a_resource_of_no_known_type_is_for_the_parser_to_say(FhirRelease release) {
        for (String text : new String[] {"[]", "17", "{}", "{\"resourceType\":17}", "{\"resourceType\":\"Nothing\"}"}) {
            assertThat(problem(release, text)).isEmpty();
        }
    }

    @EveryRelease
    void json_that_only_a_lenient_parser_reads_is_no_way_around(FhirRelease release) {
        assertThat(problem(release, "{'resourceType':'Encounter','participants':[]}"))
                .contains("participants");
        assertThat(problem(release, "{\"resourceType\":\"Encounter\",\"participants\":[],}"))
                .isNotEmpty();
    }

    private static String problem(FhirRelease release, String json) {
        return new UnknownElementCheck(release.context()).problem(json).orElse("");
    }
}
