package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.telemed.fhir.EncounterFixture;

/** {@code $create-telemed-room} with the body of an Encounter that is stored: as a PUT, and with a room afterwards. */
public interface UpdatingWithARoom extends Acceptance {

    @Test
    default void the_stored_encounter_becomes_what_was_sent() {
        String id = aStored(aVisitOfJaneWithAdam().planned());
        StoredEncounter updated = encounterIn(
                as("adam").createsRoomFor(aVisitOfJaneWithAdam().withId(id).withOther("Device/home-tablet")));
        assertThat(updated.id()).isEqualTo(id);
        assertThat(updated.version()).isEqualTo("2");
        assertThat(updated.json().path("status").asText()).isEqualTo("in-progress");
        assertThat(updated.room()).startsWith("RM");
        as("tablet").asksForToken(id).expecting(200);
    }

    @Test
    default void what_was_updated_is_answered_as_a_read_then_says_it() {
        String id = aStored(aVisitOfJaneWithAdam());
        StoredEncounter updated =
                encounterIn(as("adam").createsRoomFor(aVisitThatHoldsMuch().withId(id)));
        assertThat(stored(id).json()).isEqualTo(updated.json());
        StoredEncounter again =
                encounterIn(as("adam").createsRoomFor(updated.json().toString()));
        assertThat(again.json()).as("sent again as it is").isEqualTo(updated.json());
    }

    @Test
    default void the_old_room_inside_makes_no_second_one() {
        StoredEncounter first = stored(aRoomFor(aVisitOfJaneWithAdam()));
        ObjectNode sent = first.json().deepCopy();
        sent.put("language", "de");
        StoredEncounter updated = encounterIn(as("adam").createsRoomFor(sent.toString()));
        assertThat(updated.room()).isEqualTo(first.room());
        assertThat(updated.json().path("language").asText()).isEqualTo("de");
        assertThat(twilio().roomsNamed(first.id())).hasSize(1);
    }

    @Test
    default void without_the_old_room_inside_it_stays_the_same_too() {
        StoredEncounter first = stored(aRoomFor(aVisitOfJaneWithAdam()));
        StoredEncounter updated =
                encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam().withId(first.id())));
        assertThat(updated.room()).isEqualTo(first.room());
    }

    @Test
    default void another_room_inside_is_ignored() {
        StoredEncounter first = stored(aRoomFor(aVisitOfJaneWithAdam()));
        StoredEncounter updated = encounterIn(as("adam")
                .createsRoomFor(aVisitOfJaneWithAdam().withId(first.id()).withRoom("RM" + "e".repeat(32))));
        assertThat(updated.room()).isEqualTo(first.room());
    }

    @Test
    default void an_unknown_id_is_not_found() {
        assertRefused(
                changingNothing(
                        () -> as("adam").createsRoomFor(aVisit().inProgress().withId("never-seen"))),
                404,
                "not-found",
                "encounter-not-found");
    }

    @Test
    default void a_deleted_id_is_gone() {
        String id = aStored(aVisitOfJaneWithAdam());
        as("adam").deletes("Encounter/" + id).expecting(200);
        Answer answer = changingNothing(
                () -> as("adam").createsRoomFor(aVisitOfJaneWithAdam().withId(id)));
        assertRefused(answer, 410, "deleted", "encounter-deleted");
    }

    @Test
    default void if_match_is_honoured() {
        String id = aStored(aVisitOfJaneWithAdam());
        as("adam").replaces(id, aVisitOfJaneWithAdam().planned().withId(id)).expecting(200);
        Answer late = changingNothing(() -> createIfMatch("W/\"1\"", id));
        assertRefused(late, 409, "conflict", "conflict");
        assertThat(stored(id).version()).isEqualTo("2");
        assertThat(encounterIn(createIfMatch("W/\"2\"", id)).room()).startsWith("RM");
    }

    @Test
    default void a_visit_that_is_said_to_be_over_is_not_stored_that_way() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer answer = changingNothing(() ->
                as("adam").createsRoomFor(aVisitOfJaneWithAdam().finished().withId(id)));
        assertRefused(answer, 422, "business-rule", "encounter-closed");
        assertThat(stored(id).version()).isEqualTo("1");
    }

    private Answer createIfMatch(String tag, String id) {
        EncounterFixture changed = aVisitOfJaneWithAdam().withId(id);
        Caller adam = as("adam");
        return adam.send(adam.request("Encounter/$create-telemed-room")
                .header("Content-Type", Http.FHIR_JSON)
                .header("If-Match", tag)
                .POST(BodyPublishers.ofString(changed.json(host().release()))));
    }
}
