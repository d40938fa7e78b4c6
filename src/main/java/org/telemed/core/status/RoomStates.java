package org.telemed.core.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.TelemedException;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.video.RoomId;

/**
 * Tells the state of an Encounter's room. Asks the vendor by the rules of {@link RoomLiveness}, and does not repeat a call
 * that failed, or found the room over, for some time. While the vendor is down, the last known state counts, and a room
 * never asked about counts as open.
 */
final class RoomStates {
    private static final Duration OVER_FOR = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 10_000;

    private final RoomLiveness liveness;
    private final Clock clock;
    private final Map<Documented, Answer> answers = BoundedMap.ofLastUsed(MOST_REMEMBERED);

    /** Another Encounter may carry this room's id, and another version may be of another call. */
    private record Documented(RoomId room, EncounterId encounter) {}

    private record Answer(RoomState state, Instant validUntil) {}

    RoomStates(RoomLiveness liveness, Clock clock) {
        this.liveness = liveness;
        this.clock = clock;
    }

    RoomState of(TelemedEncounter encounter) {
        VirtualService service = encounter.virtualService().orElse(null);
        if (service == null) {
            return RoomState.NONE;
        }
        RoomId room = service.room().orElse(null);
        return room == null || encounter.phase() == EncounterPhase.CLOSED ? RoomState.ENDED : of(room, encounter);
    }

    private RoomState of(RoomId room, TelemedEncounter encounter) {
        Documented key = new Documented(room, encounter.id());
        Instant now = clock.instant();
        Answer last = remembered(key);
        if (last != null && now.isBefore(last.validUntil())) {
            return last.state();
        }
        try {
            boolean open = liveness.isInProgress(room, encounter.id(), encounter.version());
            // RoomLiveness remembers how long a room lives, but not that one is over
            return remember(key, open ? RoomState.OPEN : RoomState.LAPSED, open ? now : now.plus(OVER_FOR));
        } catch (TelemedException unanswered) {
            return remember(key, last == null ? RoomState.OPEN : last.state(), now.plus(AFTER_FAILURE));
        }
    }

    private @Nullable Answer remembered(Documented key) {
        synchronized (answers) {
            return answers.get(key);
        }
    }

    private RoomState remember(Documented key, RoomState state, Instant until) {
        synchronized (answers) {
            answers.put(key, new Answer(state, until));
        }
        return state;
    }
}
