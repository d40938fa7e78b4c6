package org.telemed.core.end;

import java.util.Optional;
import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.room.RetryOnConflict;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.Room;
import org.telemed.core.video.VideoProvider;

/**
 * Use case of {@code $end-telemed-room}: replaces the room on the Encounter by a placeholder, then completes the room.
 * If the server stops in between, the reconciler completes it.
 */
public final class EndTelemedRoom {
    private final VideoProvider provider;
    private final RoomNaming naming;
    private final RoomLiveness liveness;

    public EndTelemedRoom(VideoProvider provider, RoomNaming naming, RoomLiveness liveness) {
        this.provider = provider;
        this.naming = naming;
        this.liveness = liveness;
    }

    /**
     * Ends the Encounter's room and leaves a placeholder. Idempotent.
     *
     * @return the Encounter as it is stored then
     * @throws TelemedException NOT_ALLOWED, ENCOUNTER_NOT_FOUND, ENCOUNTER_DELETED, NO_ROOM if there never was one,
     *     CONFLICT, or a PROVIDER_… reason; if the placeholder is written by then, the reconciler completes the room
     */
    public TelemedEncounter end(EncounterAccess encounters, EncounterId id) {
        return RetryOnConflict.untilUncontested(RetryOnConflict.TRIES, () -> {
            TelemedEncounter stored = encounters.updatableByCaller(id);
            VirtualService service = stored.virtualService().orElseThrow(EndTelemedRoom::noRoom);
            Optional<Room> open = provider.findInProgress(naming.nameFor(id)).filter(room -> naming.isOurs(room, id));
            TelemedEncounter ended =
                    service.room().isPresent() ? encounters.documentRoom(stored, service.asPlaceholder()) : stored;
            service.room().ifPresent(liveness::ended);
            open.ifPresent(room -> {
                liveness.ended(room.id());
                provider.complete(room.id());
            });
            return ended;
        });
    }

    private static TelemedException noRoom() {
        return TelemedException.because(Reason.NO_ROOM, "This Encounter never had a room, so there is none to end.");
    }
}
