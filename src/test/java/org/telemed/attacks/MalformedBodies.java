package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/** Bodies that cannot be stored as they are: each is refused with the place and the reason, plain or at an operation. */
public interface MalformedBodies extends Acceptance {

    String JSON_PATCH = "application/json-patch+json";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1} | resourceType",
                "{\"value\":+5} | resourceType",
                "[1] | line 1, column 1",
                "{\"resourceType\":\"Encounter\",\"contained\":[{\"resourceType\":\"Foo\"}]} | Encounter.contained[0]",
                "{\"resourceType\":\"Encounter\",\"length\":{\"value\":.5}} | Encounter.length",
                "{\"resourceType\":\"Encounter\"} x | line 1, column",
                "{\"resourceType\":\"Encounter\",\"text\":{\"status\":\"generated\",\"div\":\"<div><b>a</div>\"}} | Encounter.text.div",
                "{\"resourceType\":\"Encounter\",\"text\":{\"status\":\"generated\",\"div\":\"<div>&#11;</div>\"}} | Encounter.text.div",
            })
    default void a_malformed_body_is_refused_by_its_place(String body, String place) {
        for (String path : List.of("Encounter", "Encounter/$create-telemed-room")) {
            Answer answer = changingNothing(() -> as("adam").post(path, body));
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.issue().path("diagnostics").asText()).contains(place);
        }
    }

    @Test
    default void a_character_reference_that_xml_forbids_is_refused() {
        String body = "<Encounter xmlns=\"http://hl7.org/fhir\"><text><status value=\"generated\"/>"
                + "<div xmlns=\"http://www.w3.org/1999/xhtml\">a&#11;b</div></text></Encounter>";
        for (String path : List.of("Encounter", "Encounter/$create-telemed-room")) {
            Answer answer = changingNothing(() -> sent(path, "application/fhir+xml", body));
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.body()).contains("Encounter.text.div");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"op\":\"add\",\"value\":1}] | has no path",
                "[{\"op\":\"add\",\"path\":\"/language\"}] | has no value",
                "[{\"op\":\"foo\",\"path\":\"/language\",\"value\":1}] | has an op",
                "{\"op\":\"add\"} | array",
                "'' | empty",
                "[{\"op\":\"replace\",\"path\":\"/id\",\"value\":\"other\"}] | id",
                "[{\"op\":\"remove\",\"path\":\"/id\"}] | id",
                "[{\"op\":\"move\",\"from\":\"/id\",\"path\":\"/language\"}] | id",
                "[{\"op\":\"replace\",\"path\":\"\",\"value\":{\"resourceType\":\"Encounter\",\"id\":\"other\"}}] | id",
            })
    default void a_json_patch_that_cannot_be_done_is_refused_with_its_reason(String patch, String reason) {
        Answer answer = changingNothing(() -> as("adam").patch("Encounter/visit-planned", JSON_PATCH, patch));
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.issue().path("diagnostics").asText()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replace", "delete"})
    default void nor_does_a_fhirpath_patch_change_the_id(String type) {
        String patch = parameters("{\"name\":\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":\"" + type
                + "\"},{\"name\":\"path\",\"valueString\":\"Encounter.id\"}"
                + (type.equals("delete") ? "" : ",{\"name\":\"value\",\"valueId\":\"other\"}") + "]}");
        assertRefused(
                as("adam").patch("Encounter/visit-planned", "application/fhir+json", patch),
                400,
                "invalid",
                "bad-request");
    }

    @Test
    default void a_patch_may_name_the_id_that_is_there() {
        String id = aStored(aVisitOfJaneWithAdam());
        String same =
                "[{\"op\":\"test\",\"path\":\"/id\",\"value\":\"%s\"},{\"op\":\"replace\",\"path\":\"/id\",\"value\":\"%s\"}]";
        as("adam").patch("Encounter/" + id, JSON_PATCH, same.formatted(id, id)).expecting(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "' 2020-01-01' | birthDate",
                "'2020-01-01 ' | birthDate",
            })
    default void a_blank_beside_a_date_is_refused_by_its_element(String date, String element) {
        String patient = "{\"resourceType\":\"Patient\",\"birthDate\":\"%s\"}".formatted(date);
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + patient
                + ",\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}]}";
        for (Answer answer :
                List.of(as("adam").post("Patient", patient), as("adam").post("", bundle))) {
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.issue().path("diagnostics").asText()).contains("Patient." + element, "blank");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Practitioner/adam-careful?x=1", "Practitioner/adam-careful?", "Nothing?x=1", "?x=1"})
    default void a_reference_with_a_question_mark_that_is_no_search_is_refused_by_its_element(String reference) {
        Answer answer =
                changingNothing(() -> as("adam").stores(aVisitOfJaneWithAdam().withParticipant(reference)));
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.issue().path("diagnostics").asText()).contains("Encounter.participant", "question mark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0", "9.9", "\"1.0\""})
    default void a_body_of_another_fhir_version_is_not_taken(String version) {
        String type = "application/fhir+json; fhirVersion=" + version;
        String json = aVisitOfJaneWithAdam().json(host().release());
        for (String path : List.of("Encounter", "Encounter/$create-telemed-room")) {
            assertRefused(changingNothing(() -> sent(path, type, json)), 415, "not-supported", "bad-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a<!-- c -->b", "a<?php x?>b", "<b>a<!-- <c> --></b>", "a<![CDATA[<x>]]>b"})
    default void comments_in_a_narrative_leave_no_trace(String content) {
        String div = "<div xmlns='http://www.w3.org/1999/xhtml'>" + content + "</div>";
        String json = aVisitOfJaneWithAdam()
                .with("text", "{\"status\":\"generated\",\"div\":\"" + div + "\"}")
                .json(host().release());
        for (String path : List.of("Encounter", "Encounter/$create-telemed-room")) {
            Answer answer = as("adam").post(path, json);
            String answered = answer.json().at("/text/div").asText();
            String id = answer.json().path("id").asText();
            assertThat(answered).contains(">a").doesNotContain("<!", "<?");
            assertThat(as("adam").reads(id).json().at("/text/div").asText()).isEqualTo(answered);
        }
    }

    private Answer sent(String path, String type, String body) {
        Caller adam = as("adam");
        return adam.send(adam.request(path)
                .header("Content-Type", type)
                .header("Accept", "application/fhir+json")
                .POST(BodyPublishers.ofString(body)));
    }
}
