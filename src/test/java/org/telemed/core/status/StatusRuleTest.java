package org.telemed.core.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.membership.Membership;
import org.telemed.core.waiting.Admittance;

class StatusRuleTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant ONE = Instant.parse("2030-01-01T13:00:00Z");

    private final StatusRule rule = new StatusRule(Duration.ofMinutes(15));

    /** Every phase, membership and state of the room, for somebody who is not in the call; then for somebody who is. */
    @ParameterizedTest
    @CsvSource({
        "OPEN, member, NONE, NO_ROOM, IN_CALL",
        "OPEN, member, ENDED, NO_ROOM, IN_CALL",
        "OPEN, member, OPEN, MAY_JOIN, IN_CALL",
        "OPEN, member, LAPSED, MAY_JOIN, IN_CALL",
        "PLANNED, member, NONE, NO_ROOM, IN_CALL",
        "PLANNED, member, ENDED, NO_ROOM, IN_CALL",
        "PLANNED, member, OPEN, MAY_JOIN, IN_CALL",
        "PLANNED, member, LAPSED, MAY_JOIN, IN_CALL",
        "OPEN, early, NONE, TOO_EARLY, TOO_EARLY",
        "OPEN, early, OPEN, TOO_EARLY, TOO_EARLY",
        "PLANNED, early, LAPSED, TOO_EARLY, TOO_EARLY",
        "PLANNED, early, ENDED, TOO_EARLY, TOO_EARLY",
        "OPEN, left, NONE, LEFT, LEFT",
        "OPEN, left, OPEN, LEFT, LEFT",
        "PLANNED, left, LAPSED, LEFT, LEFT",
        "PLANNED, left, ENDED, LEFT, LEFT",
        "OPEN, unreadable, OPEN, LEFT, LEFT",
        "CLOSED, member, ENDED, CLOSED, CLOSED",
        "CLOSED, member, NONE, CLOSED, CLOSED",
        "CLOSED, early, ENDED, CLOSED, CLOSED",
        "CLOSED, left, ENDED, CLOSED, CLOSED",
        "UNKNOWN, member, OPEN, CLOSED, CLOSED",
        "UNKNOWN, early, LAPSED, CLOSED, CLOSED",
        "UNKNOWN, left, NONE, CLOSED, CLOSED"
    })
    void the_state_follows_phase_membership_and_room(
            EncounterPhase phase,
            String membership,
            RoomState room,
            ParticipantState outside,
            ParticipantState connected) {
        EncounterFixture visit = anEncounterWith(JANE).inPhase(phase);
        assertThat(rule.stateOf(visit, membership(membership), room, Admittance.ADMITTED, false, NOON))
                .isEqualTo(outside);
        assertThat(rule.stateOf(visit, membership(membership), room, Admittance.ADMITTED, true, NOON))
                .isEqualTo(connected);
    }

    private static Membership membership(String name) {
        return switch (name) {
            case "member" -> new Membership.Member(Optional.empty());
            case "early" -> new Membership.TooEarly(ONE);
            case "left" -> new Membership.Left();
            default -> new Membership.Unreadable("Encounter.participant[0].period.start");
        };
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-01T12:15:00.001Z, TOO_EARLY",
        "2030-01-01T12:15:00Z, MAY_JOIN",
        "2030-01-01T11:00:00Z, MAY_JOIN"
    })
    void a_planned_visit_can_be_joined_some_minutes_early(Instant start, ParticipantState state) {
        EncounterFixture visit = anEncounterWith(JANE).plannedFor(start);
        assertThat(rule.stateOf(visit, membership("member"), RoomState.OPEN, Admittance.ADMITTED, false, NOON))
                .isEqualTo(state);
        assertThat(rule.stateOf(
                        visit.inPhase(EncounterPhase.OPEN),
                        membership("member"),
                        RoomState.OPEN,
                        Admittance.ADMITTED,
                        false,
                        NOON))
                .isEqualTo(ParticipantState.MAY_JOIN);
    }

    @Test
    void who_is_too_early_twice_may_join_when_both_times_have_come() {
        EncounterFixture visit = anEncounterWith(JANE).plannedFor(NOON.plus(Duration.ofHours(5)));
        assertThat(rule.joinableFrom(visit, membership("early"), NOON))
                .contains(NOON.plus(Duration.ofHours(5)).minus(Duration.ofMinutes(15)));
        assertThat(rule.joinableFrom(visit.plannedFor(NOON.minus(Duration.ofHours(5))), membership("early"), NOON))
                .contains(ONE);
    }

    @Test
    void of_a_start_that_cannot_be_read_nobody_can_tell_when_it_comes() {
        EncounterFixture visit = anEncounterWith(JANE).plannedForSometime("Encounter.period.start");
        assertThat(rule.stateOf(visit, membership("member"), RoomState.OPEN, Admittance.ADMITTED, false, NOON))
                .isEqualTo(ParticipantState.TOO_EARLY);
        assertThat(rule.joinableFrom(visit, membership("member"), NOON)).isEmpty();
        assertThat(rule.joinableFrom(visit, membership("early"), NOON)).isEmpty();
        assertThat(rule.joinableFrom(visit.inPhase(EncounterPhase.OPEN), membership("early"), NOON))
                .as("of a visit under way, its start does not count")
                .contains(ONE);
    }

    @Test
    void it_changes_by_itself_when_the_next_time_comes() {
        Membership untilOne = new Membership.Member(Optional.of(ONE));
        EncounterFixture open = anEncounterWith(JANE);
        assertThat(rule.changesAt(open, untilOne, NOON)).contains(ONE);
        assertThat(rule.changesAt(open, untilOne, ONE)).isEmpty();
        assertThat(rule.changesAt(open.plannedFor(NOON.plus(Duration.ofMinutes(20))), untilOne, NOON))
                .contains(NOON.plus(Duration.ofMinutes(5)));
        assertThat(rule.changesAt(open.closed(), untilOne, NOON)).isEmpty();
    }

    @Test
    void the_codes_of_an_answer_are_those_that_clients_know() {
        assertThat(ParticipantState.values())
                .extracting(ParticipantState::code)
                .containsExactly(
                        "too-early", "waiting", "may-join", "in-call", "dismissed", "left", "no-room", "closed");
        assertThat(RoomState.values()).extracting(RoomState::code).containsExactly("none", "open", "lapsed", "ended");
    }
}
