package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A room that nobody used is gone after its time. */
public interface LapsedRooms extends InThisProcess {

    @Test
    default void get_on_a_lapsed_room_says_what_to_do() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        timePasses(Duration.ofMinutes(61));
        Answer answer = as("jane").get("Encounter/" + id + "/$telemed-token");
        assertRefused(answer, 409, "conflict", "room-lapsed");
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void an_outsider_does_not_learn_that_it_lapsed() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        timePasses(Duration.ofMinutes(61));
        assertRefused(as("eve").asksForToken(id), 403, "forbidden", "not-a-participant");
    }

    @Test
    default void a_create_replaces_it_and_documents_the_new_one_alone() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        timePasses(Duration.ofMinutes(61));
        StoredEncounter after = encounterIn(as("adam").createsRoomOn(before.id()));
        assertThat(after.room()).startsWith("RM").isNotEqualTo(before.room());
        assertThat(after.version()).isEqualTo("2");
        assertThat(after.withoutRoomAndMeta()).isEqualTo(before.withoutRoomAndMeta());
        assertThat(as("jane").asksForToken(before.id()).parameter("room")).isEqualTo(after.room());
    }

    @Test
    default void the_visit_s_waiting_room_stays_whoever_opens_the_next_one() {
        String id = encounterIn(as("adam")
                        .post(
                                "Encounter/$create-telemed-room?waitingRoom=false",
                                aVisitOfJaneWithAdam().json(host().release())))
                .id();
        String first = stored(id).room();
        timePasses(Duration.ofMinutes(61));
        as("adam").asksForToken(id).expecting(200);
        assertThat(stored(id).waitingRooms()).containsExactly("false");
        String second = stored(id).room();
        timePasses(Duration.ofMinutes(61));
        as("adam").createsRoomOn(id).expecting(200);
        assertThat(stored(id).waitingRooms()).containsExactly("false");
        assertThat(stored(id).room()).isNotIn(first, second);
    }

    @Test
    default void an_update_replaces_it_too() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        timePasses(Duration.ofMinutes(61));
        StoredEncounter after =
                encounterIn(as("adam").createsRoomFor(before.json().toString()));
        assertThat(after.room()).startsWith("RM").isNotEqualTo(before.room());
    }
}
