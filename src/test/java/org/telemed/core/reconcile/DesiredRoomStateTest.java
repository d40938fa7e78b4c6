package org.telemed.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;

/** The contract's table "The room follows the Encounter", as far as a room in progress goes. */
class DesiredRoomStateTest {
    private static final Instant OPENED = Instant.parse("2030-01-01T10:00:00Z");
    private static final Duration LONG = Duration.ofHours(1);

    private final EncounterFixture encounter = anEncounterWith(ADAM);

    @ParameterizedTest
    @CsvSource({"PLANNED, KEEP_OPEN", "OPEN, KEEP_OPEN", "CLOSED, COMPLETE", "UNKNOWN, KEEP_OPEN"})
    void a_documented_room_serves_until_its_encounter_is_closed(EncounterPhase phase, DesiredRoomState duty) {
        assertThat(dutyAfter(LONG, encounter.withRoom(new RoomId("RM1")).inPhase(phase)))
                .isEqualTo(duty);
    }

    @ParameterizedTest
    @CsvSource({"PLANNED, COMPLETE", "OPEN, COMPLETE", "CLOSED, COMPLETE", "UNKNOWN, KEEP_OPEN"})
    void a_placeholder_means_that_the_call_was_ended(EncounterPhase phase, DesiredRoomState duty) {
        assertThat(dutyAfter(LONG, encounter.withPlaceholderFor(10).inPhase(phase)))
                .isEqualTo(duty);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, KEEP_OPEN", "PT1M, KEEP_OPEN", "PT1M0.001S, COMPLETE"})
    void a_placeholder_means_nothing_while_a_create_may_still_document_its_room(Duration age, DesiredRoomState duty) {
        assertThat(dutyAfter(age, encounter.withPlaceholderFor(10))).isEqualTo(duty);
    }

    @ParameterizedTest
    @CsvSource({"PLANNED, COMPLETE", "OPEN, COMPLETE", "CLOSED, COMPLETE", "UNKNOWN, KEEP_OPEN"})
    void so_does_no_word_of_a_room_as_after_a_return_from_deletion(EncounterPhase phase, DesiredRoomState duty) {
        assertThat(dutyAfter(LONG, encounter.inPhase(phase))).isEqualTo(duty);
        assertThat(dutyAfter(Duration.ofMinutes(1), encounter.inPhase(EncounterPhase.OPEN)))
                .isEqualTo(DesiredRoomState.KEEP_OPEN);
    }

    @Test
    void another_documented_room_ends_nothing_either() {
        assertThat(dutyAfter(LONG, encounter.withRoom(new RoomId("RM2")))).isEqualTo(DesiredRoomState.KEEP_OPEN);
    }

    @Test
    void a_closed_encounter_needs_no_room_however_new() {
        assertThat(dutyAfter(Duration.ZERO, encounter.closed())).isEqualTo(DesiredRoomState.COMPLETE);
    }

    @Test
    void a_deleted_encounter_needs_no_room() {
        assertThat(DesiredRoomState.of(roomAged(Duration.ZERO), new EncounterState.Deleted()))
                .isEqualTo(DesiredRoomState.COMPLETE);
    }

    @Test
    void a_room_that_nobody_can_place_is_left_alone() {
        assertThat(DesiredRoomState.of(roomAged(LONG), new EncounterState.Absent()))
                .isEqualTo(DesiredRoomState.IGNORE);
    }

    private static DesiredRoomState dutyAfter(Duration age, EncounterFixture encounter) {
        return DesiredRoomState.of(roomAged(age), new EncounterState.Stored(encounter));
    }

    private static Room roomAged(Duration age) {
        return new Room(new RoomId("RM1"), "visit-1", "", true, OPENED, OPENED.plus(age), LONG, LONG, 10);
    }
}
