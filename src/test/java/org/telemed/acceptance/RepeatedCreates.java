package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.acceptance.Http.FHIR_JSON;
import static org.telemed.fhir.EncounterFixture.aVisit;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is not sure whether its create arrived sends it again, with the same {@code Idempotency-Key}. */
public interface RepeatedCreates extends Acceptance {

    @Test
    default void one_key_is_one_encounter_however_many_ask_at_once() {
        String key = aKey();
        int before = numberOfEncounters();
        twilio().forgetsRequests();
        List<Answer> answers = atOnce(50, () -> creating("adam", key, visit()));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers.stream().map(answer -> encounterIn(answer).json()).distinct())
                .hasSize(1);
        assertThat(numberOfEncounters()).isEqualTo(before + 1);
        StoredEncounter created = encounterIn(answers.get(0));
        assertThat(created.version()).isEqualTo("1");
        assertThat(twilio().roomsNamed(created.id()))
                .singleElement()
                .satisfies(room -> assertThat(room.path("sid").asText()).isEqualTo(created.room()));
        assertThat(twilio().requests("POST /v1/Rooms")).hasSize(1);
    }

    @Test
    default void one_key_with_other_bodies_is_as_many_encounters() {
        String key = aKey();
        List<Answer> answers = allAtOnce(IntStream.range(0, 50)
                .mapToObj(number -> creating("adam", key, visit() + " ".repeat(number)))
                .toList());
        assertThat(idsOf(answers)).hasSize(50);
    }

    @Test
    default void without_a_key_every_create_is_a_new_encounter() {
        assertThat(idsOf(List.of(as("adam").createsRoomFor(visit()), as("adam").createsRoomFor(visit()))))
                .hasSize(2);
    }

    @Test
    default void another_callers_key_is_another_key() {
        String key = aKey();
        assertThat(idsOf(List.of(creates("adam", key), creates("clinic", key)))).hasSize(2);
    }

    @Test
    default void another_key_is_another_encounter() {
        assertThat(idsOf(List.of(creates("adam", aKey()), creates("adam", aKey()))))
                .hasSize(2);
    }

    @Test
    default void a_repetition_answers_with_the_encounter_as_it_is_now() {
        String key = aKey();
        StoredEncounter created = encounterIn(creates("adam", key));
        as("adam")
                .replaces(
                        created.id(), aVisit().inProgress().withId(created.id()).withSubject("Patient/jane-doe"))
                .expecting(200);
        StoredEncounter again = encounterIn(creates("adam", key));
        assertThat(again.id()).isEqualTo(created.id());
        assertThat(again.version()).isEqualTo("2");
        assertThat(again.room()).isEqualTo(created.room());
        assertThat(again.json().has("participant")).isFalse();
    }

    @Test
    default void a_repetition_after_the_end_of_the_visit_opens_nothing() {
        String key = aKey();
        StoredEncounter created = encounterIn(creates("adam", key));
        as("adam")
                .replaces(created.id(), aVisit().finished().withId(created.id()))
                .expecting(200);
        StoredEncounter again = encounterIn(changingNothing(() -> creates("adam", key)));
        assertThat(again.json().path("status").asText()).isNotEqualTo("in-progress");
    }

    @Test
    default void a_repetition_after_a_delete_says_gone() {
        String key = aKey();
        String id = encounterIn(creates("adam", key)).id();
        as("adam").deletes("Encounter/" + id).expecting(200);
        assertRefused(changingNothing(() -> creates("adam", key)), 410, "deleted", "encounter-deleted");
    }

    @Test
    default void a_repetition_after_a_failure_of_twilio_is_the_first_that_counts() {
        String key = aKey();
        twilio().failsBy("{'match':'POST /v1/Rooms$','status':403,'times':1}");
        creates("adam", key).expecting(502);
        assertThat(encounterIn(creates("adam", key)).version()).isEqualTo("1");
    }

    /** The process died between the two writes: the room is there, the Encounter is not. */
    @Test
    default void a_repetition_adopts_the_room_of_a_try_that_died() {
        String key = aKey();
        twilio().failsBy("{'match':'POST /v1/Rooms$','after':true,'status':403,'times':1}");
        creates("adam", key).expecting(502);
        twilio().isWell();
        Set<String> left = twilio().sidsInProgress();
        StoredEncounter created = encounterIn(creates("adam", key));
        assertThat(left).contains(created.room());
        assertThat(twilio().roomsNamed(created.id())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    default void an_empty_key_is_refused(String key) {
        assertRefused(changingNothing(() -> creates("adam", key)), 400, "invalid", "bad-request");
    }

    @Test
    default void a_key_that_is_too_long_is_refused() {
        assertRefused(changingNothing(() -> creates("adam", "k".repeat(256))), 400, "invalid", "bad-request");
        creates("adam", UUID.randomUUID() + "k".repeat(219)).expecting(200);
    }

    @Test
    default void a_key_changes_nothing_for_an_encounter_that_is_stored() {
        String id = aStored(aVisitOfJaneWithAdam());
        Answer answer = as("adam").send(as("adam").roomOn(id).header("Idempotency-Key", "k".repeat(256)));
        assertThat(encounterIn(answer).id()).isEqualTo(id);
    }

    private String aKey() {
        return UUID.randomUUID().toString();
    }

    private String visit() {
        return aVisitOfJaneWithAdam().json(host().release());
    }

    private Answer creates(String client, String key) {
        return as(client).send(creating(client, key, visit()));
    }

    private HttpRequest.Builder creating(String client, String key, String body) {
        return creating(as(client), key, body);
    }

    private HttpRequest.Builder creating(Caller caller, String key, String body) {
        return caller.request("Encounter/$create-telemed-room")
                .header("Content-Type", FHIR_JSON)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
    }

    private Set<String> idsOf(List<Answer> answers) {
        return answers.stream().map(answer -> encounterIn(answer).id()).collect(Collectors.toSet());
    }
}
