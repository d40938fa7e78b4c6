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

/** The parameter {@code waitingRoom} of {@code $create-telemed-room}. */
public interface AskingForAWaitingRoom extends Acceptance {

    @Test
    default void without_it_nothing_is_documented() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").createsRoomOn(id).expecting(200);
        assertThat(stored(id).waitingRooms()).isEmpty();
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    default void a_new_encounter_documents_it(String value) {
        String visit = aVisitOfJaneWithAdam().json(host().release());
        StoredEncounter inBody = encounterIn(as("adam").createsRoomFor(withVisit(visit, value)));
        StoredEncounter inUrl =
                encounterIn(as("adam").post("Encounter/$create-telemed-room?waitingRoom=" + value, visit));
        for (StoredEncounter created : new StoredEncounter[] {inBody, inUrl}) {
            assertThat(created.waitingRooms()).containsExactly(value);
            assertThat(created.room()).startsWith("RM");
            assertThat(created.version()).isEqualTo("1");
            assertThat(stored(created.id()).json()).isEqualTo(created.json());
        }
    }

    @Test
    default void a_stored_encounter_documents_it_with_its_first_room() {
        String id = aStored(aVisitOfJaneWithAdam());
        StoredEncounter created = encounterIn(
                as("adam").post("Encounter/" + id + "/$create-telemed-room", parameters(waitingRoom("true"))));
        assertThat(created.waitingRooms()).containsExactly("true");
        assertThat(created.room()).startsWith("RM");
        assertThat(created.version()).isEqualTo("2");
    }

    @Test
    default void a_living_room_stays_and_the_encounter_is_written_if_it_says_something_else() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        int version = 1;
        for (String value : new String[] {"true", "true", "false", "false", "true"}) {
            boolean changes = !stored(before.id()).waitingRooms().contains(value);
            version += changes ? 1 : 0;
            StoredEncounter after = encounterIn(
                    as("adam").post("Encounter/" + before.id() + "/$create-telemed-room?waitingRoom=" + value, ""));
            assertThat(after.waitingRooms()).containsExactly(value);
            assertThat(after.version()).isEqualTo("" + version);
            assertThat(after.room()).isEqualTo(before.room());
            assertThat(stored(before.id()).json()).isEqualTo(after.json());
        }
        assertThat(twilio().roomsNamed(before.id())).hasSize(1);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(auditEvents("Encounter/" + before.id(), "waiting-room-on"))
                    .hasSize(2)
                    .allSatisfy(event -> assertThat(event.toString()).contains("Practitioner/adam-careful"));
            assertThat(auditEvents("Encounter/" + before.id(), "waiting-room-off"))
                    .hasSize(1);
        });
    }

    @Test
    default void an_update_documents_it_too() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        String visit = aVisitOfJaneWithAdam().withId(before.id()).json(host().release());
        StoredEncounter inBody = encounterIn(as("adam").createsRoomFor(withVisit(visit, "true")));
        assertThat(inBody.waitingRooms()).containsExactly("true");
        StoredEncounter inUrl = encounterIn(as("adam").post("Encounter/$create-telemed-room?waitingRoom=false", visit));
        assertThat(inUrl.waitingRooms()).containsExactly("false");
        assertThat(inUrl.room()).isEqualTo(before.room());
        assertThat(encounterIn(as("adam").createsRoomFor(visit)).waitingRooms()).containsExactly("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "True", "1", "yes", "%20true", "true%20", "null", "true&waitingRoom=true"})
    default void what_is_no_boolean_is_refused_and_named(String value) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String visit = aVisitOfJaneWithAdam().json(host().release());
        for (Request create : new Request[] {
            () -> as("adam").post("Encounter/" + id + "/$create-telemed-room?waitingRoom=" + value, ""),
            () -> as("adam").post("Encounter/$create-telemed-room?waitingRoom=" + value, visit)
        }) {
            Answer answer = changingNothing(create);
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.body()).contains("waitingRoom");
        }
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"valueString\":\"true\"", "\"valueCode\":\"true\"", "\"valueInteger\":1", "\"part\":[]"})
    default void so_is_another_type(String value) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String wrong = parameters("{\"name\":\"waitingRoom\",%s}".formatted(value));
        assertRefused(
                changingNothing(() -> as("adam").post("Encounter/" + id + "/$create-telemed-room", wrong)),
                400,
                "invalid",
                "bad-request");
    }

    @Test
    default void if_match_holds() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String path = "Encounter/" + id + "/$create-telemed-room?waitingRoom=true";
        Caller adam = as("adam");
        Answer stale =
                adam.send(adam.request(path).header("If-Match", "W/\"77\"").POST(BodyPublishers.noBody()));
        assertRefused(stale, 409, "conflict", "conflict");
        assertThat(stored(id).waitingRooms()).isEmpty();
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void a_repeated_create_may_not_ask_for_another_one() {
        String key = UUID.randomUUID().toString();
        String first = encounterIn(created(key, "")).id();
        String waiting = encounterIn(created(key, "?waitingRoom=true")).id();
        String open = encounterIn(created(key, "?waitingRoom=false")).id();
        assertThat(first).isNotEqualTo(waiting).isNotEqualTo(open);
        assertThat(waiting).isNotEqualTo(open);
        assertThat(encounterIn(created(key, "?waitingRoom=true")).id()).isEqualTo(waiting);
    }

    private Answer created(String key, String query) {
        Caller adam = as("adam");
        HttpRequest.Builder request = adam.request("Encounter/$create-telemed-room" + query)
                .header("Content-Type", Http.FHIR_JSON)
                .header("Idempotency-Key", key);
        return adam.send(
                request.POST(BodyPublishers.ofString(aVisitOfJaneWithAdam().json(host().release()))));
    }

    private String withVisit(String visit, String value) {
        return parameters("{\"name\":\"encounter\",\"resource\":%s},%s".formatted(visit, waitingRoom(value)));
    }

    private static String waitingRoom(String value) {
        return "{\"name\":\"waitingRoom\",\"valueBoolean\":%s}".formatted(value);
    }
}
