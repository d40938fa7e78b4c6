package org.telemed.core.room;

import java.util.Optional;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.VideoProvider;

/** Opens the room of an Encounter, or adopts the one that is open under its name, if it is ours. */
public final class RoomOpener {
    /** The room may end between "name taken" and the read; then the name is free again. */
    private static final int TRIES = 2;

    private final VideoProvider provider;
    private final RoomNaming naming;
    private final RoomLiveness liveness;
    private final TelemedEvents events;

    /** Opens rooms without metrics. */
    public RoomOpener(VideoProvider provider, RoomNaming naming, RoomLiveness liveness) {
        this(provider, naming, liveness, TelemedEvents.SILENT);
    }

    public RoomOpener(VideoProvider provider, RoomNaming naming, RoomLiveness liveness, TelemedEvents events) {
        this.events = events;
        this.provider = provider;
        this.naming = naming;
        this.liveness = liveness;
    }

    /**
     * Opens or adopts a room for the Encounter.
     *
     * @throws TelemedException UNUSABLE_ID, ROOM_NAME_TAKEN by a room that is not ours, or a PROVIDER_… reason
     */
    public OpenRoom open(EncounterId encounter, int maxParticipants) {
        RoomRequest request = new RoomRequest(naming.nameFor(encounter), maxParticipants);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Room> opened = provider.open(request);
            if (opened.isPresent()) {
                return remembered(opened.get(), true);
            }
            Optional<Room> present = provider.findInProgress(request.name());
            if (present.isPresent()) {
                return adopt(present.get(), encounter);
            }
        }
        throw nameTaken();
    }

    /** The same for a stored Encounter whose former room, if any, has ended: counted as a replacement then. */
    public OpenRoom openReplacement(TelemedEncounter stored, int maxParticipants) {
        OpenRoom room = open(stored.id(), maxParticipants);
        if (stored.virtualService().flatMap(VirtualService::room).isPresent()) {
            events.roomReplaced();
        }
        return room;
    }

    /** Completes a room that this request opened and could not document. An adopted one belongs to another request. */
    public void discard(OpenRoom room) {
        if (room.openedNow()) {
            try {
                provider.complete(room.room().id());
            } finally {
                liveness.ended(room.room().id());
            }
        }
    }

    /**
     * Remembers that the room was written in that version of its Encounter, so that tokens need no vendor call for a
     * while. Not for an adopted room: another request may be about to end it.
     */
    public void rememberDocumented(OpenRoom room, String version) {
        if (room.openedNow()) {
            liveness.rememberDocumented(room.room().id(), version);
        }
    }

    private OpenRoom adopt(Room present, EncounterId encounter) {
        if (!naming.isOurs(present, encounter)) {
            throw nameTaken();
        }
        return remembered(present, false);
    }

    private OpenRoom remembered(Room room, boolean openedNow) {
        if (openedNow) {
            liveness.opened(room);
            events.roomOpened();
        } else {
            events.roomAdopted();
        }
        return new OpenRoom(room, openedNow);
    }

    private static TelemedException nameTaken() {
        return TelemedException.because(
                Reason.ROOM_NAME_TAKEN,
                "Another system uses a room of this Encounter's name in the same video account. Ask the operator to set"
                        + " a prefix of room names, or the former public URLs if this server has moved.");
    }

    /**
     * A room in progress.
     *
     * @param openedNow whether this call opened it, rather than found it
     */
    public record OpenRoom(Room room, boolean openedNow) {
        public boolean isDocumentedOn(TelemedEncounter encounter) {
            return encounter
                    .virtualService()
                    .flatMap(VirtualService::room)
                    .filter(room.id()::equals)
                    .isPresent();
        }

        /**
         * As the Encounter documents it.
         *
         * @param waitingRoom what the visit says of a waiting room, which a new room does not change
         */
        public VirtualService asVirtualService(Optional<Boolean> waitingRoom) {
            return VirtualService.documenting(room.id(), room.maxParticipants()).withWaitingRoom(waitingRoom);
        }
    }
}
