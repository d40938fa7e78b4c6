package org.telemed.core.create;

import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.SubmittedEncounter;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.room.PerEncounterLock;
import org.telemed.core.room.RetryOnConflict;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.room.RoomOpener;
import org.telemed.core.room.RoomOpener.OpenRoom;
import org.telemed.core.video.RoomRequest;

/**
 * The use case "create a telemed room": the room first, then one write of the Encounter with the room on it, so that nobody
 * ever sees an Encounter without its room.
 */
public final class CreateTelemedRoom {
    private final RoomOpener opener;
    private final RoomLiveness liveness;
    private final RoomNaming naming;
    private final int defaultMaxParticipants;
    private final PerEncounterLock turns = new PerEncounterLock();

    /** @throws org.telemed.core.setting.InvalidSettingsException for a default that no room holds */
    public CreateTelemedRoom(RoomOpener opener, RoomLiveness liveness, RoomNaming naming, int defaultMaxParticipants) {
        RoomRequest.requirePossible(defaultMaxParticipants);
        this.opener = opener;
        this.liveness = liveness;
        this.naming = naming;
        this.defaultMaxParticipants = defaultMaxParticipants;
    }

    /**
     * Stores a new Encounter with a room, or neither.
     *
     * @param newId mints the Encounter's id
     * @return the stored Encounter's id
     */
    public EncounterId forNew(
            EncounterAccess encounters,
            SubmittedEncounter draft,
            Supplier<EncounterId> newId,
            Optional<Integer> maxParticipants) {
        EncounterId id = newId.get();
        store(encounters, draft, id, maxParticipants);
        return id;
    }

    /**
     * The same, but once only: a repetition finds what an earlier request has stored, and changes nothing.
     *
     * @param id the same for every repetition
     * @return whether this request stored it
     * @throws TelemedException ENCOUNTER_DELETED if it was deleted since
     */
    public boolean forNewOnce(
            EncounterAccess encounters, SubmittedEncounter draft, EncounterId id, Optional<Integer> maxParticipants) {
        return turns.take(id, () -> encounters.find(id).isEmpty() && store(encounters, draft, id, maxParticipants));
    }

    /** Whether it was this request, as far as can be told. */
    private boolean store(
            EncounterAccess encounters, SubmittedEncounter draft, EncounterId id, Optional<Integer> maxParticipants) {
        draft.requireCreatable();
        requireRoomAllowed(draft.phase());
        OpenRoom room = opener.open(id, seats(maxParticipants, draft.virtualService()));
        try {
            opener.documented(room, draft.create(id, room.documented()));
            return true;
        } catch (RuntimeException failure) {
            settle(encounters, id, room, failure);
            return false;
        }
    }

    /** Stores the client's Encounter over the stored one, as a PUT would, and makes sure that it has a living room. */
    public EncounterId forUpdate(
            EncounterAccess encounters, SubmittedEncounter draft, Optional<Integer> maxParticipants) {
        EncounterId id = draft.id().orElseThrow();
        return untilUncontested(id, draft.namesVersion() ? 1 : RetryOnConflict.TRIES, () -> {
            TelemedEncounter stored = storedAlready(encounters, id);
            naming.requireUsable(id);
            draft.requireStorableOver(stored);
            requireRoomAllowed(draft.phase());
            Optional<VirtualService> wanted = draft.virtualService().or(stored::virtualService);
            storeWithRoom(encounters, stored, () -> seats(maxParticipants, wanted), room -> draft.update(stored, room));
            return id;
        });
    }

    /** Gives a stored Encounter a living room and changes nothing else. */
    public EncounterId forStored(EncounterAccess encounters, EncounterId id, Optional<Integer> maxParticipants) {
        return untilUncontested(id, RetryOnConflict.TRIES, () -> {
            TelemedEncounter stored = encounters.updatableByCaller(id);
            naming.requireUsable(id);
            requireRoomAllowed(stored.phase());
            if (livingRoom(stored).isEmpty()) {
                storeWithRoom(
                        encounters,
                        stored,
                        () -> seats(maxParticipants, stored.virtualService()),
                        room -> encounters.documentRoom(stored, room));
            }
            return id;
        });
    }

    private void storeWithRoom(
            EncounterAccess encounters, TelemedEncounter stored, IntSupplier seats, RoomWriter writer) {
        Optional<VirtualService> living = livingRoom(stored);
        if (living.isPresent()) {
            writer.write(living.get());
            return;
        }
        OpenRoom room = opener.openFor(stored, seats.getAsInt());
        String version;
        try {
            version = writer.write(room.documented());
        } catch (RuntimeException failure) {
            discardUnlessWanted(encounters, stored.id(), room, failure);
            throw failure;
        }
        if (isRoomAllowed(stored.phase())) { // else whoever saw that version may be about to end its room
            opener.documented(room, version);
        }
    }

    private static TelemedEncounter storedAlready(EncounterAccess encounters, EncounterId id) {
        try {
            return encounters.updatableByCaller(id);
        } catch (TelemedException refused) {
            throw refused.reason() == Reason.ENCOUNTER_NOT_FOUND
                    ? TelemedException.because(
                            Reason.ENCOUNTER_NOT_FOUND,
                            "There is no Encounter with the id in the body. Send a new Encounter without an id: the server"
                                    + " gives it one.",
                            refused)
                    : refused;
        }
    }

    /** Who lost a race leaves the room to the winner, who has adopted it or will. */
    private void discardUnlessWanted(
            EncounterAccess encounters, EncounterId id, OpenRoom room, RuntimeException failure) {
        boolean lostRace = failure instanceof TelemedException told && told.reason() == Reason.CONFLICT;
        if (!lostRace
                && reread(encounters, id, failure).filter(room::isDocumentedOn).isEmpty()) {
            discard(room, failure);
        }
    }

    private Optional<VirtualService> livingRoom(TelemedEncounter stored) {
        return stored.virtualService()
                .filter(service -> service.room()
                        .filter(room -> liveness.lives(room, stored.id(), stored.version()))
                        .isPresent());
    }

    /** After a failed write, what the repository now says decides. */
    private void settle(EncounterAccess encounters, EncounterId id, OpenRoom room, RuntimeException failure) {
        if (reread(encounters, id, failure).isEmpty()) {
            discard(room, failure);
            throw failure;
        }
    }

    /** A repository that fails again proves nothing, neither that the Encounter is stored nor that it is not. */
    private static Optional<TelemedEncounter> reread(
            EncounterAccess encounters, EncounterId id, RuntimeException failure) {
        try {
            return encounters.find(id);
        } catch (TelemedException unread) {
            if (unread.reason() == Reason.ENCOUNTER_DELETED) {
                throw unread;
            }
            failure.addSuppressed(unread);
            throw failure;
        }
    }

    /** Why the Encounter was not stored matters more than a room that stays open: that one lapses by itself. */
    private void discard(OpenRoom room, RuntimeException failure) {
        try {
            opener.discard(room);
        } catch (TelemedException notEnded) {
            failure.addSuppressed(notEnded);
        }
    }

    private int seats(Optional<Integer> asked, Optional<VirtualService> service) {
        int seats =
                asked.or(() -> service.flatMap(VirtualService::maxParticipants)).orElse(defaultMaxParticipants);
        if (!RoomRequest.isPossible(seats)) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "A room is for 1 to " + RoomRequest.MOST_PARTICIPANTS + " participants. Ask for a number of"
                            + " maxParticipants between these.");
        }
        return seats;
    }

    private static void requireRoomAllowed(EncounterPhase phase) {
        if (!isRoomAllowed(phase)) {
            throw TelemedException.because(
                    Reason.ENCOUNTER_CLOSED,
                    "An Encounter that is over, called off or of unknown status gets no room. Change its status first.");
        }
    }

    private static boolean isRoomAllowed(EncounterPhase phase) {
        return phase != EncounterPhase.CLOSED && phase != EncounterPhase.UNKNOWN;
    }

    /** One at a time on this node: who waits finds the room of who was first, and asks Twilio nothing. */
    private <T> T untilUncontested(EncounterId id, int tries, Supplier<T> attempt) {
        return RetryOnConflict.untilUncontested(tries, () -> turns.take(id, attempt));
    }

    @FunctionalInterface
    private interface RoomWriter {
        /** Gives the version that it wrote. */
        String write(VirtualService room);
    }
}
