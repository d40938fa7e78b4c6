package org.telemed.core.reconcile;

import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.video.Room;

/**
 * Port: rooms that went missing from their Encounters without being ended, because something wrote past the hooks that guard
 * them. An ended room leaves a placeholder, and a deleted Encounter returns without a room; neither is lost.
 */
public interface LostRooms {
    /** Nothing is ever lost. */
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
     * Whether that very room is what the Encounter last said about one.
     *
     * @param encounter in its current version, which says nothing of a room
     */
    boolean isLost(TelemedEncounter encounter, Room room);

    /**
     * Documents it again, over exactly the version that was read.
     *
     * @throws org.telemed.core.error.TelemedException CONFLICT if that version is no longer the current one
     */
    void documentAgain(TelemedEncounter encounter, Room room);
}
