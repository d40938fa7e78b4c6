package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.acceptance.EventStream.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract's "The waiting room": arrivals, decisions, and what follows from them. */
public interface WaitingToBeAdmitted extends WaitingRooms {
    @Test
    default void who_arrives_waits_and_those_who_run_the_visit_see_it() {
        String id = aVisitWithAWaitingRoom();
        assertRefused(as("jane").get("Encounter/" + id + "/$telemed-token"), 422, "business-rule", "waiting");
        assertThat(arrivals(id)).as("GET announces nobody").isEmpty();
        JsonNode before = as("adam").asksForStatus(id).expecting(200).json();
        assertThat(value(person(before, JANE), "since")).isEmpty();

        Instant asked = Instant.now();
        Answer refused = as("jane").asksForToken(id);
        assertRefused(refused, 422, "business-rule", "waiting");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(stateOf("jane", id)).isEqualTo("waiting");
        JsonNode after = as("adam").asksForStatus(id).expecting(200).json();
        assertThat(value(after, "moderator")).isEqualTo("true");
        assertThat(value(person(after, JANE), "state")).isEqualTo("waiting");
        assertThat(Instant.parse(value(person(after, JANE), "since")))
                .isBetween(asked.minusSeconds(86_400), asked.plusSeconds(86_400));
        assertThat(value(person(after, JOHN), "since")).isEmpty();
        assertThat(value(person(after, ADAM), "state")).isEqualTo("may-join");
    }

    @Test
    default void an_arrival_is_a_task() {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        as("jane").asksForToken(id);
        assertThat(arrivals(id)).hasSize(1);
        JsonNode task = arrivals(id).get(0);
        assertThat(task.at("/meta/versionId").asText())
                .as("written once in a minute")
                .isEqualTo("1");
        assertThat(task.path("status").asText()).isEqualTo("requested");
        assertThat(task.path("intent").asText()).isEqualTo("order");
        assertThat(task.at("/code/coding/0/system").asText())
                .isEqualTo("https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-task");
        assertThat(task.at("/code/coding/0/code").asText()).isEqualTo("admission");
        assertThat(task.at("/for/reference").asText()).isEqualTo(JANE);
        assertThat(task.at("/requester/reference").asText()).isEqualTo(JANE);
        assertThat(task.at("/focus/identifier/value").asText()).isEqualTo(id);
        assertThat(task.at("/focus").has("reference")).isFalse();
        assertThat(task.at("/groupIdentifier/value").asText()).isEqualTo(id);
        assertThat(task.has("owner")).isFalse();
        as("adam").admits(id, JANE).expecting(200);
        assertThat(arrivals(id).get(0).at("/owner/reference").asText()).isEqualTo(ADAM);
    }

    @Test
    default void people_are_let_in_one_by_one() {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        as("guardian").asksForToken(id);
        Answer status = as("adam").admits(id, JANE).expecting(200);
        assertThat(value(person(status.json(), JANE), "state")).isEqualTo("may-join");
        assertThat(value(person(status.json(), JOHN), "state")).isEqualTo("waiting");
        as("jane").asksForToken(id).expecting(200);
        as("jane").get("Encounter/" + id + "/$telemed-token").expecting(200);
        assertRefused(as("guardian").asksForToken(id), 422, "business-rule", "waiting");
        as("adam").admits(id, JANE, JOHN).expecting(200);
        as("guardian").asksForToken(id).expecting(200);
    }

    @Test
    default void moderators_never_wait_also_through_a_role() {
        String id = withWaitingRoom(aVisitOfJaneWithAdam().withParticipant("PractitionerRole/adam-cardiology"));
        as("adam").asksForToken(id).expecting(200);
        assertThat(stateOf("adam", id)).isEqualTo("may-join");
        assertThat(arrivals(id)).isEmpty();
        as("adam").admits(id, ADAM).expecting(200);
        assertThat(arrivals(id)).isEmpty();
    }

    @Test
    default void who_is_sent_back_is_out_at_once_and_waits_again() {
        String id = aVisitWithAWaitingRoom();
        as("adam").admits(id, JANE).expecting(200);
        Answer token = as("jane").asksForToken(id).expecting(200);
        String room = token.parameter("room");
        twilio().joins(room, token.parameter("token")).expecting(201);
        Answer status = as("adam").dismisses(id, "waiting-room", JANE).expecting(200);
        assertThat(value(person(status.json(), JANE), "state")).isEqualTo("waiting");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(twilio().connected(room)).isEmpty());
        assertThat(twilio().isInProgress(room)).isTrue();
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "waiting");
        as("adam").admits(id, JANE).expecting(200);
        Answer again = as("jane").asksForToken(id).expecting(200);
        twilio().joins(again.parameter("room"), again.parameter("token")).expecting(201);
    }

    @Test
    default void who_is_sent_out_gets_no_token_until_let_in_again() {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        as("adam").dismisses(id, "out", JANE).expecting(200);
        assertRefused(as("jane").asksForToken(id), 403, "forbidden", "dismissed");
        assertRefused(as("jane").get("Encounter/" + id + "/$telemed-token"), 403, "forbidden", "dismissed");
        assertThat(stateOf("jane", id)).isEqualTo("dismissed");
        assertThat(statusOfOnlyTask(id)).isEqualTo("rejected");
        as("adam").admits(id, JANE).expecting(200);
        as("jane").asksForToken(id).expecting(200);
    }

    @Test
    default void decisions_can_be_repeated() {
        String id = aVisitWithAWaitingRoom();
        as("adam").admits(id, JANE, JANE).expecting(200);
        as("clinic").admits(id, JANE).expecting(200);
        assertThat(arrivals(id).get(0).at("/meta/versionId").asText()).isEqualTo("1");
        as("adam").dismisses(id, "out", JANE).expecting(200);
        as("adam").dismisses(id, "out", JANE).expecting(200);
        assertThat(arrivals(id).get(0).at("/meta/versionId").asText()).isEqualTo("2");
    }

    @Test
    default void streams_tell_the_moderator_of_an_arrival_and_the_patient_of_the_admission() {
        String id = aVisitWithAWaitingRoom();
        try (EventStream adam = as("adam").watches(id).opened();
                EventStream jane = as("jane").watches(id).opened()) {
            adam.next();
            jane.until("state", "waiting");
            as("jane").asksForToken(id);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !value(person(adam.next(), JANE), "since").isEmpty());
            as("adam").admits(id, JANE).expecting(200);
            jane.until("state", "may-join");
            as("adam").dismisses(id, "out", JANE).expecting(200);
            jane.until("state", "dismissed");
        }
    }

    @Test
    default void the_tasks_end_with_the_visit() {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        as("adam").admits(id, JOHN).expecting(200);
        as("adam")
                .replaces(id, aVisitOfJaneWithAdam().withOther(JOHN).finished().withId(id))
                .expecting(200);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(arrivals(id))
                        .extracting(task -> task.path("status").asText())
                        .containsOnly("completed"));
        assertRefused(as("adam").admits(id, JANE), 422, "business-rule", "encounter-closed");
    }

    @Test
    default void the_tasks_of_a_deleted_visit_end_and_do_not_keep_it() {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        as("adam").deletes("Encounter/" + id).expecting(200);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(statusOfOnlyTask(id)).isEqualTo("completed"));
        assertRefused(as("adam").admits(id, JANE), 410, "deleted", "encounter-deleted");
    }

    @Test
    default void who_is_taken_off_the_visit_and_comes_back_waits_anew() {
        String id = aVisitWithAWaitingRoom();
        as("adam").admits(id, JOHN).expecting(200);
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(statusOfOnlyTask(id)).isEqualTo("cancelled"));
        assertRefused(as("adam").admits(id, JOHN), 400, "invalid", "bad-request");
        as("adam")
                .replaces(id, aVisitOfJaneWithAdam().withOther(JOHN).withId(id))
                .expecting(200);
        assertRefused(as("guardian").asksForToken(id), 422, "business-rule", "waiting");
        assertThat(statusOfOnlyTask(id)).isEqualTo("requested");
    }

    @Test
    default void without_a_waiting_room_nobody_waits() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("jane").asksForToken(id).expecting(200);
        assertRefused(as("adam").dismisses(id, "out", JANE), 422, "business-rule", "no-waiting-room");
        as("adam").admits(id, JANE).expecting(200);
        assertThat(arrivals(id)).isEmpty();
    }

    @Test
    default void whoever_waits_opens_no_room() {
        String id = aVisitWithAWaitingRoom();
        String room = stored(id).room();
        as("adam").admits(id, JOHN).expecting(200);
        twilio().completed(room);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> value(as("adam").asksForStatus(id).json(), "room").equals("lapsed"));
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "waiting");
        assertThat(stored(id).room()).isEqualTo(room);
        assertThat(as("guardian").asksForToken(id).expecting(200).parameter("room"))
                .isNotEqualTo(room);
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "waiting");
    }

    @Test
    default void without_a_room_nobody_arrives() {
        String id = aVisitWithAWaitingRoom();
        as("adam").endsRoomOf(id).expecting(200);
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "no-room");
        assertThat(stateOf("jane", id)).isEqualTo("no-room");
        assertThat(arrivals(id)).isEmpty();
    }
}
