package org.telemed.hapi.encounter;

import java.util.Optional;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.RoomId;

/** Is called when a request has written another room onto an Encounter, or has taken it off. */
@FunctionalInterface
public interface RoomWriteListener {
    /**
     * The room of that Encounter changed.
     *
     * @param before the room until then
     * @param after the room from now on
     */
    void changed(EncounterId encounter, Optional<RoomId> before, Optional<RoomId> after);

    /** Calls the listener if the write changed the room. */
    default void written(EncounterId encounter, Optional<TelemedEncounter> before, VirtualService after) {
        Optional<RoomId> former =
                before.flatMap(TelemedEncounter::virtualService).flatMap(VirtualService::room);
        if (!former.equals(after.room())) {
            changed(encounter, former, after.room());
        }
    }
}
