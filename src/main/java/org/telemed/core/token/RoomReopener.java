package org.telemed.core.token;

import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.room.RoomOpener;
import org.telemed.core.room.RoomOpener.OpenRoom;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomRequest;

/** Opens the room of a visit again that lapsed while the visit goes on, and documents the new one. */
public final class RoomReopener {
    private final RoomOpener opener;
    private final int defaultMaxParticipants;

    public RoomReopener(RoomOpener opener, int defaultMaxParticipants) {
        this.opener = opener;
        this.defaultMaxParticipants = defaultMaxParticipants;
    }

    /**
     * The new room, documented over exactly the version that was read.
     *
     * @throws org.telemed.core.error.TelemedException CONFLICT if somebody else wrote first: read again, the winner's room
     *     is there; or why the provider failed
     */
    public RoomId reopen(EncounterAccess encounters, TelemedEncounter read, VirtualService lapsed) {
        OpenRoom room = opener.open(
                read.id(),
                lapsed.maxParticipants().filter(RoomRequest::isPossible).orElse(defaultMaxParticipants));
        opener.documented(room, encounters.documentRoom(read, room.documented()));
        return room.room().id();
    }
}
