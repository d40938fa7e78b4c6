package org.telemed.core.reconcile;

import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.video.Room;

/**
 * Port: finds and restores rooms that were removed from their Encounter by a write that bypassed the interceptors. An
 * ended room leaves a placeholder and a restored Encounter has no room; neither is lost.
 */
public interface LostRooms {
    /** Finds nothing. */
    LostRooms NONE = new LostRooms() {
        @Override
        public boolean isLost(TelemedEncounter encounter, Room room) {
            return false;
        }

        @Override
        public void documentAgain(TelemedEncounter encounter, Room room) {
            throw new IllegalStateException("nothing was lost");
        }
    };

    /**
     * Whether the last version of the Encounter that had a room had this one.
     *
     * @param encounter in its current version, which has no virtual service
     */
    boolean isLost(TelemedEncounter encounter, Room room);

    /**
     * Writes the room onto the Encounter again, over exactly the version that was read.
     *
     * @throws org.telemed.core.error.TelemedException CONFLICT if that version is no longer the current one
     */
    void documentAgain(TelemedEncounter encounter, Room room);
}
