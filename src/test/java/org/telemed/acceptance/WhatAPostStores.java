package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.acceptance.Corpus.exact;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;

/** What a plain POST or PUT of an Encounter stores, a create stores: all ways of one corpus read back equal but for the room. */
public interface WhatAPostStores extends Acceptance {

    @Test
    default void a_create_stores_what_a_post_stores() {
        forEach((name, encounter, all) -> {
            String posted = posted("application/fhir+json", encounter.toString());
            String created = id(as("adam").createsRoomFor(encounter.toString()).expecting(200));
            all.assertThat(content(created)).as("create of " + name).isEqualTo(content(posted));
        });
    }

    @Test
    default void an_xml_create_stores_what_an_xml_post_stores() {
        forEach((name, encounter, all) -> {
            String xml = Corpus.xml(host().release(), encounter.toString());
            String posted = posted("application/fhir+xml", xml);
            Caller adam = as("adam");
            Answer created = adam.send(adam.request("Encounter/$create-telemed-room?_format=json")
                    .header("Content-Type", "application/fhir+xml")
                    .POST(BodyPublishers.ofString(xml)));
            all.assertThat(content(id(created.expecting(200))))
                    .as("create in XML of " + name)
                    .isEqualTo(content(posted));
        });
    }

    @Test
    default void a_create_with_an_id_stores_what_a_put_stores() {
        forEach((name, encounter, all) -> {
            String put = aStored(aVisitOfJaneWithAdam());
            String updated = aStored(aVisitOfJaneWithAdam());
            as("adam").put("Encounter/" + put, withId(encounter, put)).expecting(200);
            as("adam").createsRoomFor(withId(encounter, updated)).expecting(200);
            all.assertThat(content(updated)).as("update with " + name).isEqualTo(content(put));
        });
    }

    @Test
    default void a_create_on_a_stored_one_changes_nothing_but_the_room() {
        forEach((name, encounter, all) -> {
            String id = posted("application/fhir+json", encounter.toString());
            JsonNode before = content(id);
            as("adam").createsRoomOn(id).expecting(200);
            all.assertThat(content(id)).as("room for " + name).isEqualTo(before);
            as("adam").endsRoomOf(id).expecting(200);
            all.assertThat(content(id)).as("end of " + name).isEqualTo(before);
        });
    }

    @Test
    default void the_seeds_api_stores_it_too() {
        ZapehrClient app = new ZapehrClient(host().http(), host().tokenOf("adam"));
        forEach((name, encounter, all) -> {
            JsonNode expected = content(posted("application/fhir+json", encounter.toString()));
            for (String body : List.of(encounter.toString(), "{\"encounter\": " + encounter + "}")) {
                Answer created = app.createsRoom(body).expecting(200);
                ObjectNode answered = (ObjectNode) exact(created.body()).path("encounter");
                all.assertThat(content(answered.path("id").asText()))
                        .as("/v1 with " + name)
                        .isEqualTo(expected);
                all.assertThat(withoutRoom(answered)).as("/v1 answers " + name).isEqualTo(expected);
            }
        });
    }

    @Test
    default void the_answer_is_what_is_stored() {
        forEach((name, encounter, all) -> {
            Answer created = as("adam").createsRoomFor(encounter.toString()).expecting(200);
            all.assertThat(exact(created.body()))
                    .as(name)
                    .isEqualTo(exact(as("adam").reads(id(created)).body()));
        });
    }

    @Test
    default void somebody_found_by_a_search_takes_part() {
        ObjectNode visit = Corpus.encounter(host().release(), "synthetic-population");
        as("clinic").post("", Corpus.people()).expecting(200);
        String id = id(as("adam").createsRoomFor(visit.toString()).expecting(200));
        with(host().tokenWith(Map.of("sub", "npi", "fhirUser", "Practitioner/dr-npi")))
                .asksForToken(id)
                .expecting(200);
        assertRefused(as("eve").asksForToken(id), 403, "forbidden", "not-a-participant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Practitioner?identifier=https://example.org/staff|nobody-at-all",
                "Practitioner?identifier=https://example.org/staff|twins",
                "Practitioner?",
                "Practitioner?no-such-parameter=1",
                "Nothing?identifier=1",
                "?identifier=1",
                "Patient?_id=jane-doe",
            })
    default void a_search_that_finds_not_just_one_of_the_right_type_is_refused_before_a_room(String reference) {
        as("clinic").post("", Corpus.people()).expecting(200);
        boolean r5 = host().release().isR5();
        if (r5 && reference.startsWith("Patient")) {
            return; // in R5 a Patient may take part
        }
        twilio().forgetsRequests();
        Answer answer = changingNothing(
                () -> as("adam").createsRoomFor(aVisitOfJaneWithAdam().withParticipant(reference)));
        assertThat(answer.status()).as(answer::toString).isIn(400, 422);
        assertRefused(answer, answer.status(), "invalid", answer.status() == 400 ? "bad-request" : "invalid-encounter");
        assertThat(answer.body()).doesNotContain("example.org/staff", "no-such-parameter");
        assertThat(twilio().requests("POST /v1/Rooms")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Practitioner/adam-careful", "./Practitioner/adam-careful", "x/Practitioner/adam-careful"})
    default void a_relative_reference_of_another_form_is_stored_as_the_repository_resolves_it(String reference) {
        EncounterFixture visit = aVisit().inProgress().withParticipant(reference);
        String posted = aStored(visit);
        String created = aRoomFor(visit);
        assertThat(content(created)).isEqualTo(content(posted));
        assertThat(content(created).toString()).contains("\"Practitioner/adam-careful\"");
        as("adam").asksForToken(created).expecting(200);
        Answer unknown = changingNothing(() -> as("adam")
                .createsRoomFor(aVisit().inProgress().withParticipant(reference.replace("adam-careful", "nobody"))));
        assertRefused(unknown, 400, "invalid", "bad-request");
    }

    private void forEach(Check check) {
        as("clinic").post("", Corpus.people()).expecting(200);
        SoftAssertions all = new SoftAssertions();
        for (String name : Corpus.names(host().release())) {
            check.of(name, Corpus.encounter(host().release(), name), all);
        }
        all.assertAll();
    }

    private String posted(String type, String body) {
        Caller adam = as("adam");
        return id(adam.send(adam.request("Encounter?_format=json")
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)))
                .expecting(201));
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asText();
    }

    private static String withId(ObjectNode encounter, String id) {
        ObjectNode copy = encounter.deepCopy();
        copy.put("id", id);
        return copy.toString();
    }

    /** What is stored under that id, but for the room and what no two Encounters share. */
    private JsonNode content(String id) {
        return withoutRoom(exact(as("adam").reads(id).expecting(200).body()));
    }

    private JsonNode withoutRoom(ObjectNode encounter) {
        JsonNode meta = encounter.path("meta").deepCopy();
        ObjectNode rest = encounter.deepCopy();
        rest.remove(List.of("id", "meta", "virtualService"));
        ((ObjectNode) meta).remove(List.of("versionId", "lastUpdated", "source"));
        rest.set("meta", meta);
        ObjectNode foreign = Corpus.EXACT.createObjectNode();
        String list = host().release().isR5() ? "virtualService" : "extension";
        encounter.path(list).forEach(entry -> {
            if (!entry.toString().contains("twilio-video-group-rooms")) {
                foreign.withArray(list).add(entry);
            }
        });
        rest.remove(list);
        rest.setAll(foreign);
        return rest;
    }

    /** A statement about one Encounter of the corpus. */
    @FunctionalInterface
    interface Check {
        void of(String name, ObjectNode encounter, SoftAssertions all);
    }
}
