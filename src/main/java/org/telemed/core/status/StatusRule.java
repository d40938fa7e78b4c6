package org.telemed.core.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VisitStart;
import org.telemed.core.membership.Membership;
import org.telemed.core.waiting.Admittance;

/**
 * The rule for a person's state in a visit at an instant. It agrees with the rule for tokens: whoever may join gets one.
 *
 * @param earlyJoin how long before the start of a planned visit its participants may join
 */
record StatusRule(Duration earlyJoin) {
    /**
     * Phase first: whoever waits for a visit that is called off must learn that it is over. Nobody waits where there is no
     * room.
     */
    ParticipantState stateOf(
            TelemedEncounter encounter,
            Membership membership,
            RoomState room,
            Admittance admittance,
            boolean connected,
            Instant now) {
        if (!encounter.phase().allowsRoom()) {
            return ParticipantState.CLOSED;
        }
        if (!(membership instanceof Membership.Member) && !(membership instanceof Membership.TooEarly)) {
            return ParticipantState.LEFT;
        }
        if (membership instanceof Membership.TooEarly || isBeforeStart(encounter, now)) {
            return ParticipantState.TOO_EARLY;
        }
        if (connected && admittance == Admittance.ADMITTED) {
            return ParticipantState.IN_CALL;
        }
        return room == RoomState.NONE || room == RoomState.ENDED ? ParticipantState.NO_ROOM : atTheDoor(admittance);
    }

    private static ParticipantState atTheDoor(Admittance admittance) {
        return switch (admittance) {
            case DISMISSED -> ParticipantState.DISMISSED;
            case WAITING -> ParticipantState.WAITING;
            case ADMITTED -> ParticipantState.MAY_JOIN;
        };
    }

    /** When a person who is too early may join; empty if nobody can tell. */
    Optional<Instant> joinableFrom(TelemedEncounter encounter, Membership membership, Instant now) {
        if (isBeforeStart(encounter, now) && encounter.start() instanceof VisitStart.Unreadable) {
            return Optional.empty();
        }
        return Stream.concat(ownStart(membership), visitStart(encounter))
                .filter(now::isBefore)
                .max(Comparator.naturalOrder());
    }

    /** The next instant at which the state of that person changes by itself. */
    Optional<Instant> changesAt(TelemedEncounter encounter, Membership membership, Instant now) {
        if (encounter.phase() == EncounterPhase.CLOSED) {
            return Optional.empty();
        }
        Stream<Instant> end = membership instanceof Membership.Member member ? member.until().stream() : Stream.empty();
        return Stream.of(end, ownStart(membership), visitStart(encounter))
                .flatMap(times -> times)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    private static Stream<Instant> ownStart(Membership membership) {
        return membership instanceof Membership.TooEarly early ? Stream.of(early.from()) : Stream.empty();
    }

    private Stream<Instant> visitStart(TelemedEncounter encounter) {
        return encounter.phase() == EncounterPhase.PLANNED
                ? encounter.start().joinableFrom(earlyJoin).stream()
                : Stream.empty();
    }

    private boolean isBeforeStart(TelemedEncounter encounter, Instant now) {
        return encounter.phase() == EncounterPhase.PLANNED
                && (encounter.start() instanceof VisitStart.Unreadable
                        || visitStart(encounter).anyMatch(now::isBefore));
    }
}
