package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twilio goes wrong: nothing half-made stays, and what may help is sent once more. */
public interface ProviderFaults extends Acceptance {

    String OPENING = "'match':'POST /v1/Rooms$'";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'status':429             | 503 | throttled | provider-throttled | 1",
                "'status':500             | 503 | transient | provider-down      | 2",
                "'status':503             | 503 | transient | provider-down      | 2",
                "'status':502,'html':true | 503 | transient | provider-down      | 2",
                "'reset':true             | 503 | transient | provider-down      | 2",
                "'status':401             | 502 | exception | provider-refused   | 1",
                "'status':403             | 502 | exception | provider-refused   | 1",
                "'status':200,'html':true | 503 | transient | provider-down      | 1",
            })
    default void a_failure_is_told_and_leaves_nothing(String fault, int status, String issue, String code, int sends) {
        String id = aStored(aVisitOfJaneWithAdam());
        twilio().forgetsRequests();
        twilio().failsBy("{" + OPENING + "," + fault + "}");
        assertRefused(changingNothing(() -> as("adam").createsRoomFor(aVisitOfJaneWithAdam())), status, issue, code);
        assertThat(twilio().requests("POST /v1/Rooms")).hasSize(sends);
        assertRefused(changingNothing(() -> as("adam").createsRoomOn(id)), status, issue, code);
        assertThat(twilio().requests("POST /v1/Rooms")).hasSize(2 * sends);
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void a_call_that_takes_too_long_is_given_up() {
        twilio().forgetsRequests();
        twilio().failsBy("{" + OPENING + ",'hang':true}");
        Answer answer = changingNothing(() -> as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
        assertRefused(answer, 504, "timeout", "provider-timeout");
        assertThat(twilio().requests("POST /v1/Rooms")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429", "500", "503"})
    default void whoever_may_try_again_is_told_when(int status) {
        twilio().failsBy("{" + OPENING + ",'status':" + status + "}");
        assertThat(as("adam").createsRoomFor(aVisitOfJaneWithAdam()).header("Retry-After"))
                .matches("[1-9][0-9]*");
    }

    @Test
    default void when_twilio_is_well_again_so_are_we() {
        String id = aStored(aVisitOfJaneWithAdam());
        twilio().failsBy("{" + OPENING + ",'status':503,'times':2}");
        as("adam").createsRoomOn(id).expecting(503);
        assertThat(encounterIn(as("adam").createsRoomOn(id)).room()).startsWith("RM");
    }

    @ParameterizedTest
    @CsvSource({"'reset':true", "'status':500"})
    default void a_single_fault_is_not_noticed(String fault) {
        twilio().failsBy("{" + OPENING + ",'times':1," + fault + "}");
        assertThat(encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()))
                        .room())
                .startsWith("RM");
    }

    @ParameterizedTest
    @CsvSource({"'reset':true", "'status':500"})
    default void a_room_whose_answer_was_lost_is_found_again(String fault) {
        String id = aStored(aVisitOfJaneWithAdam());
        twilio().failsBy("{" + OPENING + ",'after':true,'times':1," + fault + "}");
        StoredEncounter created = encounterIn(as("adam").createsRoomOn(id));
        assertThat(twilio().roomsNamed(id))
                .singleElement()
                .satisfies(room -> assertThat(room.path("sid").asText()).isEqualTo(created.room()));
    }

    @Test
    default void a_new_encounter_whose_rooms_answer_was_lost_is_not_stored() {
        int before = numberOfEncounters();
        twilio().failsBy("{" + OPENING + ",'after':true,'reset':true}");
        assertRefused(as("adam").createsRoomFor(aVisitOfJaneWithAdam()), 503, "transient", "provider-down");
        assertThat(numberOfEncounters()).isEqualTo(before);
    }

    @Test
    default void a_living_room_needs_no_twilio() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        twilio().failsBy("{'match':'*','reset':true}");
        as("adam").createsRoomOn(id).expecting(200);
        as("jane").asksForToken(id).expecting(200);
    }
}
