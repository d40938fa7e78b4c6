package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.telemed.hapi.encounter.TelemedRoomInterceptor;

/** What wrote past the guard took the room off an Encounter: it comes back, unless it had been ended. */
public interface RoomsThatGotLost extends InThisProcess {

    @Test
    default void a_room_that_got_lost_is_documented_again() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        timePasses(Duration.ofMinutes(2));
        unguarded(() -> as("adam")
                .replaces(
                        before.id(), aVisitOfJaneWithAdam().withId(before.id()).with("language", "\"de\""))
                .expecting(200));
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(stored(before.id()).room()).isEqualTo(before.room()));
        assertThat(stored(before.id()).json().path("language").asText()).isEqualTo("de");
        assertThat(twilio().isInProgress(before.room())).isTrue();
        as("jane").asksForToken(before.id()).expecting(200);
    }

    @Test
    default void so_is_what_the_visit_says_of_a_waiting_room() {
        String visit = aVisitOfJaneWithAdam().json(host().release());
        StoredEncounter before = encounterIn(as("adam").post("Encounter/$create-telemed-room?waitingRoom=true", visit));
        timePasses(Duration.ofMinutes(2));
        unguarded(() -> as("adam")
                .replaces(before.id(), aVisitOfJaneWithAdam().withId(before.id()))
                .expecting(200));
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(stored(before.id()).room()).isEqualTo(before.room()));
        assertThat(stored(before.id()).waitingRooms()).containsExactly("true");
    }

    @Test
    default void one_that_was_ended_is_not() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        twilio().failsBy("{'match':'POST /v1/Rooms/','times':3,'status':503}");
        as("adam").endsRoomOf(id);
        timePasses(Duration.ofMinutes(2));
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        await().atMost(Duration.ofSeconds(70))
                .untilAsserted(() -> assertThat(twilio().roomsNamed(id)).isEmpty());
        assertThat(stored(id).rooms()).isEmpty();
    }

    private void unguarded(Runnable action) {
        IInterceptorService hooks = inside().getBean(IInterceptorService.class);
        List<Object> guards = hooks.getAllRegisteredInterceptors().stream()
                .filter(TelemedRoomInterceptor.class::isInstance)
                .toList();
        assertThat(guards).isNotEmpty();
        betweenCalls(() -> guards.forEach(hooks::unregisterInterceptor));
        try {
            action.run();
        } finally {
            betweenCalls(() -> guards.forEach(hooks::registerInterceptor));
        }
    }
}
