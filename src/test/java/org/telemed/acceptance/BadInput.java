package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;

/**
 * What people send by mistake or on purpose: no 500, no room left behind, no stored Encounter changed. Of malformed bodies
 * these are one of each kind; all of them are in {@code OperationInputReaderTest}.
 */
public interface BadInput extends Acceptance {

    @Test
    default void who_was_there_a_moment_ago_and_is_deleted_gets_no_room() {
        String doctor = "Practitioner/locum-" + UUID.randomUUID();
        String body = "{\"resourceType\": \"Practitioner\", \"id\": \"%s\"}".formatted(doctor.split("/")[1]);
        as("adam").put(doctor, body).expecting(201);
        String visit = aRoomFor(aVisitOfJaneWithAdam().withParticipant(doctor));
        as("adam").deletes("Encounter/" + visit).expecting(200);
        as("adam").deletes(doctor).expecting(200);
        Answer answer = changingNothing(
                () -> as("adam").createsRoomFor(aVisitOfJaneWithAdam().withParticipant(doctor)));
        assertRefused(answer, 400, "invalid", "bad-request");
        as("adam").put(doctor, body).expecting(201);
        aRoomFor(aVisitOfJaneWithAdam().withParticipant(doctor));
    }

    @Test
    default void a_thousand_participants_are_legal() {
        as("adam").post("", aThousandPeople()).expecting(200);
        EncounterFixture visit = aVisitOfJaneWithAdam();
        for (int i = 0; i < 1000; i++) {
            visit.withParticipant("Practitioner/crowd-" + i);
        }
        String id = aRoomFor(visit);
        as("adam").asksForToken(id).expecting(200);
        with(host().tokenWith(Map.of("sub", "last", "fhirUser", "Practitioner/crowd-999")))
                .asksForToken(id)
                .expecting(200);
        assertThat(as("eve").asksForToken(id).status()).isEqualTo(403);
    }

    static Stream<String> bodiesThatAreNoEncounter() {
        return Stream.of(
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Encounter\"",
                "{\"resourceType\":\"Encounter\",\"status\":{\"value\":\"planned\"}}",
                "null",
                "<Encounter/>",
                "[".repeat(500_000));
    }

    @ParameterizedTest
    @MethodSource("org.telemed.acceptance.BadInput#bodiesThatAreNoEncounter")
    default void a_body_that_is_no_encounter_is_refused(String body) {
        Answer answer = changingNothing(() -> as("adam").createsRoomFor(body));
        assertThat(answer.status()).isIn(400, 422);
        assertRefused(answer, answer.status(), "invalid", answer.status() == 400 ? "bad-request" : "invalid-encounter");
    }

    @Test
    default void bytes_that_are_no_text_are_refused() {
        byte[] bytes = {(byte) 0xC3, 0x28, (byte) 0xFF, (byte) 0xFE, 0x00, 0x7B};
        Answer answer = changingNothing(() -> host().http()
                .send(
                        "POST",
                        host().fhirPath() + "/Encounter/$create-telemed-room",
                        host().tokenOf("adam"),
                        Http.FHIR_JSON,
                        BodyPublishers.ofByteArray(bytes)));
        assertRefused(answer, 400, "invalid", "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"encounter\",\"valueReference\":{\"reference\":\"Encounter/visit-arrived\"}}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"encounter\",\"resource\":VISIT}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"encounterId\",\"valueString\":\"x\"}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"maxParticipants\",\"valueString\":\"many\"}",
                "{\"name\":\"maxParticipants\",\"valuePositiveInt\":5}",
            })
    default void parameters_that_make_no_sense_are_refused(String parameters) {
        String visit = aVisitOfJaneWithAdam().json(host().release());
        Answer answer =
                changingNothing(() -> as("adam").createsRoomFor(parameters(parameters.replace("VISIT", visit))));
        assertRefused(answer, 400, "invalid", "bad-request");
    }

    @Test
    default void a_named_encounter_and_another_in_the_body_are_refused() {
        String id = aStored(aVisitOfJaneWithAdam());
        String visit = aVisitOfJaneWithAdam().json(host().release());
        for (String body : List.of(visit, parameters("{\"name\":\"encounter\",\"resource\":%s}".formatted(visit)))) {
            String path = "Encounter/" + id + "/$create-telemed-room";
            assertRefused(changingNothing(() -> as("adam").post(path, body)), 400, "invalid", "bad-request");
        }
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "nonsense",
            })
    default void a_body_of_another_type_is_refused(String type) {
        Answer answer = changingNothing(() -> sent(type, aVisitOfJaneWithAdam().json(host().release())));
        assertRefused(answer, 400, "invalid", "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/fhir+json",
                "application/json",
                "application/json; charset=utf-8",
            })
    default void json_may_be_called_json(String type) {
        encounterIn(sent(type, aVisitOfJaneWithAdam().json(host().release())));
    }

    @Test
    default void xml_is_fhir_too() {
        String xml = "<Encounter xmlns=\"http://hl7.org/fhir\"><status value=\"in-progress\"/></Encounter>";
        for (String type : List.of("application/fhir+xml", "application/xml")) {
            assertThat(encounterIn(sent(type, xml)).room()).startsWith("RM");
        }
    }

    @Test
    default void xml_reads_no_files() {
        String xml = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Encounter xmlns=\"http://hl7.org/fhir\">"
                + "<status value=\"in-progress\"/><text><div xmlns=\"http://www.w3.org/1999/xhtml\">&e;</div></text></Encounter>";
        Answer answer = changingNothing(() -> sent("application/fhir+xml", xml));
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.body()).doesNotContain("root:");
    }

    @Test
    default void an_empty_body_is_fine_where_none_is_needed_and_refused_where_one_is() {
        for (String type : List.of("", "application/fhir+json", "application/json", "text/plain", "application/xml")) {
            String id = aStored(aVisitOfJaneWithAdam());
            encounterIn(empty("Encounter/" + id + "/$create-telemed-room", type));
            empty("Encounter/" + id + "/$telemed-token", type).expecting(200);
            assertRefused(
                    changingNothing(() -> empty("Encounter/$create-telemed-room", type)),
                    400,
                    "invalid",
                    "bad-request");
        }
    }

    @Test
    default void a_token_takes_no_body() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String path = "Encounter/" + id + "/$telemed-token";
        for (String body : List.of(
                aVisitOfJaneWithAdam().json(host().release()),
                parameters("{\"name\":\"identity\",\"valueString\":\"jane\"}"),
                parameters("{\"name\":\"encounterId\",\"valueString\":\"%s\"}".formatted(id)),
                parameters(maxParticipants("3")),
                "nonsense")) {
            assertRefused(as("adam").post(path, body), 400, "invalid", "bad-request");
        }
        assertRefused(as("adam").get(path + "?encounterId=" + id), 400, "invalid", "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/fhir/Practitioner/adam-careful",
                "http://evil.example/fhir/Practitioner/adam-careful",
                "Practitioner?identifier=adam",
                "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
                "Practitioner/adam-careful/extra",
                "Practitioner/",
                "practitioner/adam-careful",
                "#nobody",
                "not a reference",
                "Practitioner/Adam-Careful",
            })
    default void a_reference_to_elsewhere_lets_nobody_in(String reference) {
        twilio().forgetsRequests();
        Set<String> rooms = twilio().sidsInProgress();
        Answer answer = as("adam").createsRoomFor(aVisit().inProgress().withParticipant(reference));
        if (answer.status() == 200) {
            assertThat(as("adam").asksForToken(encounterIn(answer).id()).status())
                    .isEqualTo(403);
        } else {
            assertThat(answer.status()).as(answer::toString).isIn(400, 422);
            assertRefused(
                    answer, answer.status(), "invalid", answer.status() == 400 ? "bad-request" : "invalid-encounter");
            assertThat(twilio().sidsInProgress()).isEqualTo(rooms);
            assertThat(twilio().requests("POST /v1/Rooms"))
                    .as("what can be refused without Twilio is refused before")
                    .isEmpty();
        }
    }

    private Answer sent(String type, String body) {
        Caller adam = as("adam");
        return adam.send(adam.request("Encounter/$create-telemed-room")
                .header("Content-Type", type)
                .header("Accept", "application/fhir+json")
                .POST(BodyPublishers.ofString(body)));
    }

    private Answer empty(String path, String type) {
        Caller adam = as("adam");
        var request =
                adam.request(path).header("Accept", "application/fhir+json").POST(BodyPublishers.noBody());
        return adam.send(type.isEmpty() ? request : request.header("Content-Type", type));
    }

    private static String aThousandPeople() {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            entries.add("""
                    {"resource":{"resourceType":"Practitioner","id":"crowd-%1$d"},
                     "request":{"method":"PUT","url":"Practitioner/crowd-%1$d"}}""".formatted(i));
        }
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[%s]}"
                .formatted(String.join(",", entries));
    }
}
