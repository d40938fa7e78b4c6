package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import org.junit.jupiter.api.Test;
import org.telemed.fhir.EncounterFixture;

/** {@code $end-telemed-room}. */
public interface EndingTheCall extends Acceptance {

    @Test
    default void everybody_is_out_and_the_encounter_says_so_and_no_more() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        Answer token = as("jane").asksForToken(before.id()).expecting(200);
        twilio().joins(before.room(), token.parameter("token")).expecting(201);
        StoredEncounter ended = encounterIn(as("adam").endsRoomOf(before.id()));
        assertThat(ended.rooms()).isEmpty();
        assertThat(ended.virtualServices("twilio-video-group-rooms")).hasSize(1);
        assertThat(ended.withoutRoomAndMeta()).isEqualTo(before.withoutRoomAndMeta());
        assertThat(ended.json()).isEqualTo(stored(before.id()).json());
        assertThat(twilio().isInProgress(before.room())).isFalse();
        assertThat(twilio().connected(before.room())).isEmpty();
    }

    @Test
    default void afterwards_there_is_no_token() {
        String id = anEnded(aVisitOfJaneWithAdam());
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "no-room");
        assertRefused(as("jane").get("Encounter/" + id + "/$telemed-token"), 422, "business-rule", "no-room");
        assertRefused(as("eve").asksForToken(id), 403, "forbidden", "not-a-participant");
        assertThat(twilio().roomsNamed(id)).isEmpty();
    }

    @Test
    default void until_somebody_creates_a_room_again() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        as("adam").endsRoomOf(before.id()).expecting(200);
        StoredEncounter again = encounterIn(as("adam").createsRoomOn(before.id()));
        assertThat(again.room()).startsWith("RM").isNotEqualTo(before.room());
        assertThat(as("jane").asksForToken(before.id()).expecting(200).parameter("room"))
                .isEqualTo(again.room());
    }

    @Test
    default void to_end_it_twice_is_to_end_it() {
        String id = anEnded(aVisitOfJaneWithAdam());
        StoredEncounter before = stored(id);
        assertThat(encounterIn(as("adam").endsRoomOf(id)).json()).isEqualTo(before.json());
    }

    @Test
    default void nobody_may_without_an_access_token() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        with("").endsRoomOf(id).expecting(401);
        as("jane").asksForToken(id).expecting(200);
    }

    @Test
    default void where_there_never_was_a_room_there_is_none_to_end() {
        String id = aStored(aVisitOfJaneWithAdam());
        assertRefused(as("adam").endsRoomOf(id), 422, "business-rule", "no-room");
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void it_needs_an_encounter() {
        assertRefused(as("adam").endsRoomOf("never-seen"), 404, "not-found", "encounter-not-found");
        String deleted = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").deletes("Encounter/" + deleted).expecting(200);
        assertRefused(as("adam").endsRoomOf(deleted), 410, "deleted", "encounter-deleted");
        as("adam").post("Encounter/$end-telemed-room", "").expecting(400);
    }

    @Test
    default void it_wants_no_body() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer answer = as("adam").post("Encounter/" + id + "/$end-telemed-room", aVisit().json(host().release()));
        assertRefused(answer, 400, "invalid", "bad-request");
        as("jane").asksForToken(id).expecting(200);
    }

    @Test
    default void the_call_of_a_finished_visit_can_be_ended_too() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        as("adam")
                .replaces(before.id(), aVisitOfJaneWithAdam().finished().withId(before.id()))
                .expecting(200);
        assertThat(encounterIn(as("adam").endsRoomOf(before.id())).rooms()).isEmpty();
        assertThat(twilio().roomsNamed(before.id())).isEmpty();
    }

    @Test
    default void the_room_of_another_vendor_stays() {
        String id = anEnded(aVisitOfJaneWithAdam().withAnotherVendorsRoom("theirs"));
        assertThat(stored(id).virtualServices("zoom").toString()).contains("theirs");
    }

    private String anEnded(EncounterFixture visit) {
        String id = aRoomFor(visit);
        as("adam").endsRoomOf(id).expecting(200);
        return id;
    }
}
