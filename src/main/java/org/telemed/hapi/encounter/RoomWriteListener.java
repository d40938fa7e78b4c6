package org.telemed.hapi.encounter;

import java.util.Optional;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.RoomId;

/** Is called when a request has written another room onto an Encounter, has taken it off, or has changed whether people wait. */
@FunctionalInterface
public interface RoomWriteListener {
    /**
     * The room of that Encounter changed.
     *
     * @param before the room until then
     * @param after the room from now on
     */
    void changed(EncounterId encounter, Optional<RoomId> before, Optional<RoomId> after);

    /**
     * What the Encounter documents about a waiting room changed.
     *
     * @param on whether people wait from now on
     */
    default void waitingRoomChanged(EncounterId encounter, boolean on) {}

    /** Calls the listener if the write changed the room, or whether people wait. */
    default void written(EncounterId encounter, Optional<TelemedEncounter> before, VirtualService after) {
        Optional<VirtualService> former = before.flatMap(TelemedEncounter::virtualService);
        Optional<RoomId> room = former.flatMap(VirtualService::room);
        if (!room.equals(after.room())) {
            changed(encounter, room, after.room());
        }
        after.waitingRoom()
                .filter(on -> !former.flatMap(VirtualService::waitingRoom).equals(Optional.of(on)))
                .ifPresent(on -> waitingRoomChanged(encounter, on));
    }
}
