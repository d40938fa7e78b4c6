package org.telemed.core.token;

import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.room.RoomOpener;
import org.telemed.core.room.RoomOpener.OpenRoom;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomRequest;

/** Opens a new room for an open visit whose room has lapsed, and writes it on the Encounter. */
public final class RoomReopener {
    private final RoomOpener opener;
    private final int defaultMaxParticipants;

    public RoomReopener(RoomOpener opener, int defaultMaxParticipants) {
        this.opener = opener;
        this.defaultMaxParticipants = defaultMaxParticipants;
    }

    /**
     * Opens the new room and writes it over exactly the version that was read.
     *
     * @throws org.telemed.core.error.TelemedException CONFLICT if another request wrote first: read again, its room is
     *     there; or a PROVIDER_… reason
     */
    public RoomId reopen(EncounterAccess encounters, TelemedEncounter read, VirtualService lapsed) {
        OpenRoom room = opener.openReplacement(
                read, lapsed.maxParticipants().filter(RoomRequest::isPossible).orElse(defaultMaxParticipants));
        TelemedEncounter written = encounters.documentRoom(read, room.asVirtualService(lapsed.waitingRoom()));
        opener.rememberDocumented(room, written.version());
        return room.room().id();
    }
}
