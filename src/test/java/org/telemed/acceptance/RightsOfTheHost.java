package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.conformance.Conformance;

/**
 * Where the host says who may read and write what, by scopes here, an operation does for a caller what a GET, POST or PUT
 * would, and no more. Many hosts say nothing of the kind: there every caller may.
 */
public interface RightsOfTheHost extends Acceptance {

    @ParameterizedTest
    @ValueSource(strings = {"jane", "eve", "tablet", "guardian"})
    default void not_allowed(String client) {
        String id = aStored(aVisitOfJaneWithAdam());
        assertRefused(
                changingNothing(() -> as(client).createsRoomFor(aVisitOfJaneWithAdam())),
                403,
                "forbidden",
                "not-allowed");
        assertRefused(changingNothing(() -> as(client).createsRoomOn(id)), 403, "forbidden", "not-allowed");
    }

    /** A living room changes nothing about that: who has to wait may not switch it off. */
    @ParameterizedTest
    @ValueSource(strings = {"jane", "eve", "tablet", "guardian"})
    default void nor_to_change_the_waiting_room_of_a_visit(String client) {
        String visit = aVisitOfJaneWithAdam().json(host().release());
        StoredEncounter before = encounterIn(as("adam").post("Encounter/$create-telemed-room?waitingRoom=true", visit));
        String path = "Encounter/" + before.id() + "/$create-telemed-room?waitingRoom=false";
        assertRefused(as(client).post(path, ""), 403, "forbidden", "not-allowed");
        assertThat(stored(before.id()).json()).isEqualTo(before.json());
    }

    @Test
    default void who_was_refused_is_found_by_the_documented_search() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("eve").createsRoomOn(id).expecting(403);
        as("eve").endsRoomOf(id).expecting(403);
        with(host().tokenOf("adam", "user/Patient.rs")).asksForToken(id).expecting(403);
        Caller auditor = as("clinic");
        String search = DocumentedSearches.of("who was refused, and why", "Encounter/" + id, host().release());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(auditor.send(auditor.request(search)
                                        .header("Cache-Control", "no-cache")
                                        .GET())
                                .expecting(200)
                                .body())
                        .contains("room-refused", "end-refused", "token-refused", "not-allowed")
                        .contains("Practitioner/eve-outsider", "Practitioner/adam-careful"));
    }

    @Test
    default void who_may_create_but_not_read_learns_the_same_id_however_often_they_ask() {
        Caller blind = with(host().tokenOf("clinic", "system/Encounter.c"));
        String key = UUID.randomUUID().toString();
        Answer first = blind.send(creatingOnce(blind, key)).expecting(200);
        Answer again = blind.send(creatingOnce(blind, key)).expecting(200);
        assertThat(first.header("Location")).contains("/Encounter/");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.body()).isEqualTo(first.body()).doesNotContain("jane-doe");
    }

    private HttpRequest.Builder creatingOnce(Caller caller, String key) {
        return caller.request("Encounter/$create-telemed-room")
                .header("Idempotency-Key", key)
                .header("Content-Type", Http.FHIR_JSON)
                .POST(BodyPublishers.ofString(aVisitOfJaneWithAdam().json(host().release())));
    }

    @Test
    default void what_it_says_about_it_is_valid() {
        Answer answer = as("jane").createsRoomFor(aVisitOfJaneWithAdam());
        assertThat(Conformance.in(host().release()).unexplained(answer.body())).isEmpty();
    }

    @Test
    default void not_allowed_to_read_the_encounter_at_all() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Caller withoutScope = with(host().tokenOf("adam", "user/Patient.rs"));
        assertRefused(withoutScope.asksForToken(id), 403, "forbidden", "not-allowed");
    }

    @Test
    default void who_may_not_write_does_not_learn_what_there_is() {
        String id = aStored(aVisitOfJaneWithAdam());
        assertThat(as("eve").createsRoomOn("never-seen").body())
                .isEqualTo(as("eve").createsRoomOn(id).body());
    }

    @Test
    default void who_may_not_put_may_not_do_this_either() {
        String id = aStored(aVisitOfJaneWithAdam());
        for (String client : new String[] {"jane", "eve", "tablet"}) {
            Answer answer = changingNothing(
                    () -> as(client).createsRoomFor(aVisitOfJaneWithAdam().withId(id)));
            assertRefused(answer, 403, "forbidden", "not-allowed");
        }
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void the_right_to_create_is_no_right_to_update() {
        String id = aStored(aVisitOfJaneWithAdam());
        Caller creator = with(host().tokenOf("adam", "user/Encounter.cr"));
        assertRefused(creator.createsRoomFor(aVisitOfJaneWithAdam().withId(id)), 403, "forbidden", "not-allowed");
        assertRefused(creator.createsRoomOn(id), 403, "forbidden", "not-allowed");
        creator.createsRoomFor(aVisitOfJaneWithAdam()).expecting(200);
    }

    @Test
    default void the_right_to_update_is_no_right_to_create() {
        String id = aStored(aVisitOfJaneWithAdam());
        Caller updater = with(host().tokenOf("adam", "user/Encounter.ru"));
        assertRefused(
                changingNothing(() -> updater.createsRoomFor(aVisitOfJaneWithAdam())), 403, "forbidden", "not-allowed");
        updater.createsRoomFor(aVisitOfJaneWithAdam().withId(id)).expecting(200);
    }

    @Test
    default void who_may_not_put_may_not_end() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        for (String client : new String[] {"jane", "eve", "tablet"}) {
            assertRefused(as(client).endsRoomOf(before.id()), 403, "forbidden", "not-allowed");
            assertRefused(as(client).endsRoomOf("never-seen"), 403, "forbidden", "not-allowed");
        }
        assertThat(twilio().isInProgress(before.room())).isTrue();
        assertThat(stored(before.id()).json()).isEqualTo(before.json());
    }

    @Test
    default void a_repetition_shows_no_more_than_a_read_would() {
        String key = UUID.randomUUID().toString();
        createsOnce(host().tokenOf("adam"), key).expecting(200);
        Answer answer = createsOnce(host().tokenOf("adam", "user/Encounter.c"), key);
        assertThat(answer.expecting(200).body()).isEmpty();
        assertThat(answer.header("ETag")).isEmpty();
    }

    private Answer createsOnce(String token, String key) {
        Caller caller = with(token);
        return caller.send(caller.request("Encounter/$create-telemed-room")
                .header("Content-Type", Http.FHIR_JSON)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(aVisitOfJaneWithAdam().json(host().release()))));
    }
}
