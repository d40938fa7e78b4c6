package org.telemed.core.reconcile;

import java.time.Duration;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.Room;

/** What a room in progress should be, by what its Encounter says. There is no other rule for it. */
public enum DesiredRoomState {
    /** It must end: its visit is over, deleted, or its call was ended. */
    CLOSE,
    /** It may go on, for those who belong. */
    SERVE,
    /** Nobody here knows what it is for; it lapses by itself. */
    LEAVE;

    /** A create first opens the room and then documents it; until then no documented room does not mean "ended". */
    private static final Duration TIME_TO_DOCUMENT = Duration.ofMinutes(1);

    /** The duty of the room of that name, which must be ours. */
    public static DesiredRoomState of(Room room, EncounterState state) {
        if (state instanceof EncounterState.Stored stored) {
            return of(room, stored.encounter());
        }
        return state instanceof EncounterState.Deleted ? CLOSE : LEAVE;
    }

    private static DesiredRoomState of(Room room, TelemedEncounter encounter) {
        return switch (encounter.phase()) {
            case CLOSED -> CLOSE;
            case UNKNOWN -> SERVE;
            case PLANNED, OPEN -> isRoomless(encounter) && isOldEnoughToBeDocumented(room) ? CLOSE : SERVE;
        };
    }

    /** Its call was ended, or it came back from deletion; a client may since have dropped the placeholder that said so. */
    private static boolean isRoomless(TelemedEncounter encounter) {
        return encounter.virtualService().flatMap(VirtualService::room).isEmpty();
    }

    private static boolean isOldEnoughToBeDocumented(Room room) {
        return Duration.between(room.createdAt(), room.observedAt()).compareTo(TIME_TO_DOCUMENT) > 0;
    }
}
