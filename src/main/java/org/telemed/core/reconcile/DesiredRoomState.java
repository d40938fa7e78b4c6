package org.telemed.core.reconcile;

import java.time.Duration;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.Room;

/** The desired state of a room in progress, derived from its Encounter. There is no other rule for it. */
public enum DesiredRoomState {
    /** Complete the room: its visit is over or deleted, or its call was ended. */
    COMPLETE,
    /** Leave the room open, and disconnect everybody who is not a member. */
    KEEP_OPEN,
    /** Do nothing: no Encounter here belongs to the room. It lapses by itself. */
    IGNORE;

    /**
     * A create opens the room before it writes the Encounter, so a young room without an Encounter entry has not been
     * ended.
     */
    private static final Duration TIME_TO_DOCUMENT = Duration.ofMinutes(1);

    /** The desired state of a room of this deployment. */
    public static DesiredRoomState of(Room room, EncounterState state) {
        if (state instanceof EncounterState.Stored stored) {
            return of(room, stored.encounter());
        }
        return state instanceof EncounterState.Deleted ? COMPLETE : IGNORE;
    }

    private static DesiredRoomState of(Room room, TelemedEncounter encounter) {
        return switch (encounter.phase()) {
            case CLOSED -> COMPLETE;
            case UNKNOWN -> KEEP_OPEN;
            case PLANNED, OPEN -> hasNoRoom(encounter) && isOldEnoughToBeDocumented(room) ? COMPLETE : KEEP_OPEN;
        };
    }

    /**
     * The call was ended, or the Encounter was restored after a deletion; a client may have dropped the placeholder
     * since.
     */
    private static boolean hasNoRoom(TelemedEncounter encounter) {
        return encounter.virtualService().flatMap(VirtualService::room).isEmpty();
    }

    private static boolean isOldEnoughToBeDocumented(Room room) {
        return Duration.between(room.createdAt(), room.observedAt()).compareTo(TIME_TO_DOCUMENT) > 0;
    }
}
