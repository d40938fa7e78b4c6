package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job, its first half: {@code $create-telemed-room}. */
public interface CreatingARoom extends Acceptance {

    @Test
    default void a_new_encounter_is_stored_with_its_room() {
        Answer answer = as("adam").createsRoomFor(aVisitOfJaneWithAdam());
        StoredEncounter created = encounterIn(answer);
        assertThat(created.room()).matches("RM[0-9a-f]{32}");
        assertThat(created.id()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(created.version()).isEqualTo("1");
        assertThat(stored(created.id()).json()).isEqualTo(created.json());
        assertThat(created.json().at("/subject/reference").asText()).isEqualTo("Patient/jane-doe");
    }

    @Test
    default void the_answer_is_what_a_read_then_says_whatever_the_encounter_holds() {
        StoredEncounter created = encounterIn(as("adam").createsRoomFor(aVisitThatHoldsMuch()));
        assertThat(stored(created.id()).json()).isEqualTo(created.json());
    }

    @Test
    default void the_room_has_the_encounters_id_as_name_and_reports_to_us() {
        StoredEncounter created = encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
        JsonNode room = twilio().room(created.room());
        assertThat(room.path("unique_name").asText()).isEqualTo(created.id());
        assertThat(room.path("status").asText()).isEqualTo("in-progress");
        assertThat(room.path("type").asText()).isEqualTo("group");
        assertThat(room.path("max_participants").asInt()).isEqualTo(50);
        assertThat(room.path("record_participants_on_connect").asBoolean(true)).isFalse();
        assertThat(room.path("status_callback").asText()).endsWith("/telemed/twilio/callback");
    }

    @Test
    default void the_room_stands_where_clients_look_for_it() {
        StoredEncounter created = encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
        assertThat(created.virtualServices("twilio-video-group-rooms"))
                .singleElement()
                .satisfies(service -> {
                    assertThat(service.toString()).contains("\"display\":\"Twilio Video Group Rooms\"");
                    if (created.release().isR5()) {
                        assertThat(service.path("maxParticipants").asInt()).isEqualTo(50);
                        assertThat(service.path("addressString").asText()).isEqualTo(created.room());
                    } else {
                        assertThat(service.at("/extension/0/url").asText()).isEqualTo("channelType");
                        assertThat(service.at("/extension/1/url").asText()).isEqualTo("addressString");
                    }
                });
    }

    @Test
    default void an_encounter_may_come_inside_parameters() {
        String encounter = aVisitOfJaneWithAdam().json(host().release());
        StoredEncounter created = encounterIn(
                as("adam").createsRoomFor(parameters("{\"name\":\"encounter\",\"resource\":%s}".formatted(encounter))));
        assertThat(created.room()).startsWith("RM");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    default void who_creates_says_how_many_may_take_part(int seats) {
        String encounter = aVisitOfJaneWithAdam().json(host().release());
        StoredEncounter created = encounterIn(as("adam")
                .createsRoomFor(parameters("{\"name\":\"encounter\",\"resource\":%s},%s"
                        .formatted(encounter, maxParticipants("" + seats)))));
        assertThat(seatsOf(created)).isEqualTo(seats);
    }

    @Test
    default void how_many_may_be_said_in_the_url_as_well() {
        String id = aStored(aVisitOfJaneWithAdam());
        StoredEncounter created =
                encounterIn(as("adam").post("Encounter/" + id + "/$create-telemed-room?maxParticipants=3", ""));
        assertThat(seatsOf(created)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "51", "-1", "1000000000", "99999999999"})
    default void a_room_is_for_one_to_fifty(String seats) {
        String encounter = aVisitOfJaneWithAdam().json(host().release());
        Answer answer = changingNothing(() -> as("adam")
                .createsRoomFor(parameters(
                        "{\"name\":\"encounter\",\"resource\":%s},%s".formatted(encounter, maxParticipants(seats)))));
        assertRefused(answer, 400, "invalid", "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "1.5", "0", "51", "2147483648", "%20", "1&maxParticipants=2"})
    default void a_number_in_the_url_is_checked_too(String seats) {
        String id = aStored(aVisitOfJaneWithAdam());
        Answer answer = changingNothing(
                () -> as("adam").post("Encounter/" + id + "/$create-telemed-room?maxParticipants=" + seats, ""));
        assertRefused(answer, 400, "invalid", "bad-request");
    }

    @Test
    default void a_stored_encounter_gets_a_room_and_nothing_else_changes() {
        String id = aStored(aVisitOfJaneWithAdam());
        StoredEncounter before = stored(id);
        StoredEncounter after = encounterIn(as("adam").createsRoomOn(id));
        assertThat(after.room()).startsWith("RM");
        assertThat(after.version()).isEqualTo("2");
        assertThat(after.withoutRoomAndMeta()).isEqualTo(before.withoutRoomAndMeta());
    }

    @Test
    default void a_stored_encounter_takes_parameters_without_encounter() {
        String id = aStored(aVisitOfJaneWithAdam());
        StoredEncounter created = encounterIn(
                as("adam").post("Encounter/" + id + "/$create-telemed-room", parameters(maxParticipants("4"))));
        assertThat(seatsOf(created)).isEqualTo(4);
    }

    @Test
    default void a_living_room_stays_and_nothing_is_written() {
        StoredEncounter first = stored(aRoomFor(aVisitOfJaneWithAdam()));
        StoredEncounter again = encounterIn(
                as("adam").post("Encounter/" + first.id() + "/$create-telemed-room", parameters(maxParticipants("4"))));
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(seatsOf(again)).as("is ignored on a living room").isEqualTo(50);
        assertThat(twilio().roomsNamed(first.id())).hasSize(1);
    }

    @Test
    default void a_planned_visit_may_have_its_room_early() {
        String id = aRoomFor(aVisitOfJaneWithAdam().planned().starting("2199-01-01T10:00:00Z"));
        assertThat(stored(id).room()).startsWith("RM");
    }

    @Test
    default void a_placeholder_gets_its_room() {
        String id = aStored(aVisitOfJaneWithAdam().withPlaceholder());
        assertThat(stored(id).rooms()).isEmpty();
        assertThat(encounterIn(as("adam").createsRoomOn(id)).room()).startsWith("RM");
    }

    @Test
    default void what_only_the_server_says_is_ignored() {
        StoredEncounter created = encounterIn(as("adam")
                .createsRoomFor(aVisitOfJaneWithAdam()
                        .withRoom("RM" + "f".repeat(32))
                        .with("meta", "{\"versionId\":\"47\",\"lastUpdated\":\"2023-10-17T14:36:05.672Z\"}")));
        assertThat(created.version()).isEqualTo("1");
        assertThat(created.json().at("/meta/lastUpdated").asText()).doesNotStartWith("2023");
        assertThat(created.room()).startsWith("RM").isNotEqualTo("RM" + "f".repeat(32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "entered-in-error", "unknown"})
    default void a_visit_that_is_over_gets_no_room(String status) {
        assertRefused(
                changingNothing(() -> as("adam").createsRoomFor(aVisit().withStatus(status))),
                422,
                "business-rule",
                "encounter-closed");
        String id = aStored(aVisit().withStatus(status));
        assertRefused(changingNothing(() -> as("adam").createsRoomOn(id)), 422, "business-rule", "encounter-closed");
    }

    @Test
    default void a_finished_visit_gets_no_room() {
        assertRefused(
                changingNothing(() -> as("adam").createsRoomFor(aVisit().finished())),
                422,
                "business-rule",
                "encounter-closed");
        assertThat(twilio().requests("POST /v1/Rooms").stream()
                        .filter(call -> call.path("inFlight").asBoolean()))
                .isEmpty();
    }

    @Test
    default void one_create_is_one_call_to_twilio() {
        twilio().forgetsRequests();
        as("adam").createsRoomFor(aVisitOfJaneWithAdam()).expecting(200);
        assertThat(twilio().requests("POST /v1/Rooms")).hasSize(1);
    }

    private int seatsOf(StoredEncounter encounter) {
        return twilio().room(encounter.room()).path("max_participants").asInt();
    }
}
