package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.acceptance.EventStream.value;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's "What a caller may know", asked once. */
public interface StatusOfAVisit extends Acceptance {

    @ParameterizedTest
    @ValueSource(strings = {"jane", "tablet", "guardian", "adam"})
    default void everybody_who_takes_part_learns_that_they_may_join(String client) {
        String id =
                aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet").withOther("RelatedPerson/john-doe"));
        Answer answer = as(client).asksForStatus(id).expecting(200);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("Parameters");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertStatus(answer, "may-join", "open");
        assertThat(value(answer.json(), "moderator")).isEqualTo(String.valueOf(client.equals("adam")));
        assertThat(value(answer.json(), "from")).isEmpty();
    }

    @Test
    default void a_moderator_sees_who_is_in_the_call() {
        Call call = aCallThatNobodyJoined();
        call.joins("jane");
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            JsonNode jane = person(as("adam").asksForStatus(call.encounter()), "Patient/jane-doe");
            assertThat(value(jane, "state")).isEqualTo("in-call");
            assertThat(Instant.parse(value(jane, "since")))
                    .isBefore(Instant.now().plusSeconds(86_400));
        });
        Answer seen = as("adam").asksForStatus(call.encounter());
        assertThat(value(person(seen, "Practitioner/adam-careful"), "state")).isEqualTo("may-join");
        assertThat(value(as("jane").asksForStatus(call.encounter()).json(), "state"))
                .isEqualTo("in-call");
        twilio().leaves(call.room(), "jane");
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            JsonNode jane = person(as("adam").asksForStatus(call.encounter()), "Patient/jane-doe");
            assertThat(value(jane, "state")).isEqualTo("may-join");
            assertThat(value(jane, "lastSeen")).isNotEmpty();
        });
    }

    @Test
    default void a_role_stands_for_its_practitioner_who_moderates() {
        String id = aRoomFor(aVisit().inProgress()
                .withSubject("Patient/jane-doe")
                .withParticipant("PractitionerRole/adam-cardiology"));
        Answer seen = as("adam").asksForStatus(id).expecting(200);
        assertThat(value(seen.json(), "moderator")).isEqualTo("true");
        assertThat(people(seen)).containsExactlyInAnyOrder("Practitioner/adam-careful", "Patient/jane-doe");
    }

    @Test
    default void who_may_update_the_encounter_sees_everybody_and_has_no_state() {
        Answer seen =
                as("clinic").asksForStatus(aRoomFor(aVisitOfJaneWithAdam())).expecting(200);
        assertThat(value(seen.json(), "state")).isEmpty();
        assertThat(value(seen.json(), "moderator")).isEqualTo("false");
        assertThat(people(seen)).containsExactlyInAnyOrder("Practitioner/adam-careful", "Patient/jane-doe");
    }

    @Test
    default void what_the_entries_say_for_people_is_shown() {
        String participant = """
                [{"type": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "ATND"}]}],
                  "%s": {"reference": "Practitioner/adam-careful", "display": "Dr. <Adam>"}}]""".formatted(host().release().isR5() ? "actor" : "individual");
        String id = aRoomFor(aVisit().inProgress().with("participant", participant));
        JsonNode adam = person(as("adam").asksForStatus(id), "Practitioner/adam-careful");
        assertThat(value(adam, "display")).isEqualTo("Dr. <Adam>");
        assertThat(value(adam, "role")).isEqualTo("ATND");
    }

    @Test
    default void before_the_time_it_says_from_when_on() {
        String planned = aRoomFor(aVisitOfJaneWithAdam().planned().starting("2199-01-01T10:00:00Z"));
        Answer answer = as("jane").asksForStatus(planned).expecting(200);
        assertStatus(answer, "too-early", "open");
        assertThat(value(answer.json(), "from")).isEqualTo("2199-01-01T09:45:00Z");
        String own = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet", "{\"start\":\"2199-01-01\"}"));
        assertThat(value(as("tablet").asksForStatus(own).json(), "from")).isEqualTo("2198-12-31T23:45:00Z");
    }

    @Test
    default void whose_part_is_over_learns_that_it_is() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet", "{\"end\":\"2020-01-31\"}"));
        assertStatus(as("tablet").asksForStatus(id), "left", "open");
    }

    @Test
    default void after_the_visit_it_is_closed() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").replaces(id, aVisitOfJaneWithAdam().finished().withId(id)).expecting(200);
        assertStatus(as("jane").asksForStatus(id), "closed", "ended");
    }

    @Test
    default void without_a_room_there_is_none_and_after_its_end_it_was_ended() {
        assertStatus(as("jane").asksForStatus(aStored(aVisitOfJaneWithAdam())), "no-room", "none");
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").endsRoomOf(id).expecting(200);
        assertStatus(as("jane").asksForStatus(id), "no-room", "ended");
    }

    @Test
    default void a_room_that_was_completed_elsewhere_has_lapsed_and_may_be_joined() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        twilio().completed(stored(id).room());
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertStatus(as("jane").asksForStatus(id), "may-join", "lapsed"));
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void a_status_changes_nothing() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        changingNothing(() -> as("jane").asksForStatus(id)).expecting(200);
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void while_twilio_is_down_the_status_says_what_is_known() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        twilio().failsBy("{'match':'GET /v1/Rooms','times':100,'status':503}");
        assertStatus(as("jane").asksForStatus(id).expecting(200), "may-join", "open");
        as("adam").asksForStatus(id).expecting(200);
    }

    @Test
    default void who_is_removed_learns_nothing_more() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet"));
        as("tablet").asksForStatus(id).expecting(200);
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        Answer after = as("tablet").asksForStatus(id);
        if (after.status() == 200) { // a host without rules lets everybody update every Encounter
            assertThat(value(after.json(), "state")).isEmpty();
        } else {
            assertRefused(after, 403, "forbidden", "not-a-participant");
        }
    }

    @Test
    default void post_says_the_same() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer answer = as("jane")
                .send(as("jane").request("Encounter/" + id + "/$telemed-status").POST(BodyPublishers.noBody()));
        assertStatus(answer.expecting(200), "may-join", "open");
    }

    @Test
    default void errors_are_those_of_the_other_operations() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertRefused(as("jane").asksForStatus("never-seen"), 404, "not-found", "encounter-not-found");
        assertRefused(as("jane").get("Encounter/" + id + "/_history/1/$telemed-status"), 400, "invalid", "bad-request");
        assertRefused(as("jane").get("Encounter/" + id + "/$telemed-status?who=me"), 400, "invalid", "bad-request");
        as("adam").deletes("Encounter/" + id).expecting(200);
        assertRefused(as("jane").asksForStatus(id), 410, "deleted", "encounter-deleted");
    }

    @Test
    default void xml_is_answered_too() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertThat(as("jane")
                        .get("Encounter/" + id + "/$telemed-status?_format=xml")
                        .expecting(200)
                        .body())
                .contains("<name value=\"state\"/>", "<valueCode value=\"may-join\"/>");
    }

    private Call aCallThatNobodyJoined() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer token = as("jane").asksForToken(id).expecting(200);
        return new Call(twilio(), id, token.parameter("room"), Map.of("jane", token.parameter("token")));
    }

    private static void assertStatus(Answer answer, String state, String room) {
        JsonNode status = answer.expecting(200).json();
        assertThat(value(status, "state")).as(answer::body).isEqualTo(state);
        assertThat(value(status, "room")).as(answer::body).isEqualTo(room);
    }

    private static List<String> people(Answer answer) {
        List<String> people = new ArrayList<>();
        for (JsonNode parameter : answer.expecting(200).json().path("parameter")) {
            if (parameter.path("name").asText().equals("participant")) {
                people.add(value(parameter, "reference"));
            }
        }
        return people;
    }

    private static JsonNode person(Answer answer, String reference) {
        for (JsonNode parameter : answer.expecting(200).json().path("parameter")) {
            if (value(parameter, "reference").equals(reference)) {
                return parameter;
            }
        }
        throw new AssertionError(reference + " is not in " + answer);
    }
}
