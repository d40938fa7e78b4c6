package org.telemed.core.create;

import java.util.Optional;
import java.util.function.Function;
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
 * Use case of {@code $create-telemed-room}: opens the room, then writes the Encounter once, room included, so that no
 * reader ever sees an Encounter without its room.
 */
public final class CreateTelemedRoom {
    private final RoomOpener opener;
    private final RoomLiveness liveness;
    private final RoomNaming naming;
    private final int defaultMaxParticipants;
    private final PerEncounterLock locks = new PerEncounterLock();

    /** @throws org.telemed.core.setting.InvalidSettingsException for a default that no room holds */
    public CreateTelemedRoom(RoomOpener opener, RoomLiveness liveness, RoomNaming naming, int defaultMaxParticipants) {
        RoomRequest.requirePossible(defaultMaxParticipants);
        this.opener = opener;
        this.liveness = liveness;
        this.naming = naming;
        this.defaultMaxParticipants = defaultMaxParticipants;
    }

    /**
     * Stores a new Encounter with a room, or does neither.
     *
     * @param newId mints the Encounter's id
     * @return the Encounter as it is stored
     */
    public TelemedEncounter forNew(
            EncounterAccess encounters,
            SubmittedEncounter submitted,
            Supplier<EncounterId> newId,
            CreateOptions options) {
        EncounterId id = newId.get();
        return store(encounters, submitted, id, options)
                .or(() -> encounters.find(id))
                .orElseThrow();
    }

    /**
     * The same for an idempotent create: if the Encounter is stored already, nothing changes.
     *
     * @param id derived from the request, so that every repetition has the same
     * @return the Encounter as this request stored it; empty if it was stored already
     * @throws TelemedException ENCOUNTER_DELETED if it was deleted since
     */
    public Optional<TelemedEncounter> forNewOnce(
            EncounterAccess encounters, SubmittedEncounter submitted, EncounterId id, CreateOptions options) {
        return locks.take(
                id,
                () -> encounters.find(id).isPresent() ? Optional.empty() : store(encounters, submitted, id, options));
    }

    /** Empty if the write failed and the Encounter is stored all the same. */
    private Optional<TelemedEncounter> store(
            EncounterAccess encounters, SubmittedEncounter submitted, EncounterId id, CreateOptions options) {
        submitted.requireCreatable();
        requireRoomAllowed(submitted.phase());
        OpenRoom room = opener.open(id, roomSize(options, submitted.virtualService()));
        try {
            TelemedEncounter created = submitted.create(id, room.asVirtualService(options.waitingRoom()));
            opener.rememberDocumented(room, created.version());
            return Optional.of(created);
        } catch (RuntimeException failure) {
            discardUnlessStored(encounters, id, room, failure);
            return Optional.empty();
        }
    }

    /** Updates a stored Encounter with the submitted one, as a PUT would, and opens a room if none is in progress. */
    public TelemedEncounter forUpdate(EncounterAccess encounters, SubmittedEncounter submitted, CreateOptions options) {
        EncounterId id = submitted.id().orElseThrow();
        return untilUncontested(id, submitted.hasIfMatch() ? 1 : RetryOnConflict.TRIES, () -> {
            TelemedEncounter stored = storedAlready(encounters, id);
            naming.requireUsable(id);
            submitted.requireStorableOver(stored);
            requireRoomAllowed(submitted.phase());
            Optional<VirtualService> wanted = submitted.virtualService().or(stored::virtualService);
            return storeWithRoom(
                    encounters,
                    stored,
                    waitingRoom(options, stored),
                    () -> roomSize(options, wanted),
                    room -> submitted.update(stored, room));
        });
    }

    /**
     * Opens a room for a stored Encounter if none is in progress, documents a waiting room if that was asked for, and
     * changes nothing else.
     */
    public TelemedEncounter forStored(EncounterAccess encounters, EncounterId id, CreateOptions options) {
        return untilUncontested(id, RetryOnConflict.TRIES, () -> {
            TelemedEncounter stored = encounters.updatableByCaller(id);
            naming.requireUsable(id);
            requireRoomAllowed(stored.phase());
            Optional<Boolean> waitingRoom = waitingRoom(options, stored);
            return waitingRoom.equals(documentedWaitingRoom(stored))
                            && livingRoom(stored).isPresent()
                    ? stored
                    : storeWithRoom(
                            encounters,
                            stored,
                            waitingRoom,
                            () -> roomSize(options, stored.virtualService()),
                            room -> encounters.documentRoom(stored, room));
        });
    }

    private TelemedEncounter storeWithRoom(
            EncounterAccess encounters,
            TelemedEncounter stored,
            Optional<Boolean> waitingRoom,
            IntSupplier size,
            Function<VirtualService, TelemedEncounter> write) {
        Optional<VirtualService> living = livingRoom(stored);
        if (living.isPresent()) {
            return write.apply(living.get().withWaitingRoom(waitingRoom));
        }
        OpenRoom room = opener.openReplacement(stored, size.getAsInt());
        TelemedEncounter written;
        try {
            written = write.apply(room.asVirtualService(waitingRoom));
        } catch (RuntimeException failure) {
            discardUnlessWanted(encounters, stored.id(), room, failure);
            throw failure;
        }
        if (stored.phase().allowsRoom()) { // else another request that read that version may be about to end the room
            opener.rememberDocumented(room, written.version());
        }
        return written;
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

    /** Completes the room after a failed write, unless another request won the race: that one adopts the room. */
    private void discardUnlessWanted(
            EncounterAccess encounters, EncounterId id, OpenRoom room, RuntimeException failure) {
        boolean lostRace = failure instanceof TelemedException known && known.reason() == Reason.CONFLICT;
        if (!lostRace
                && reread(encounters, id, failure).filter(room::isDocumentedOn).isEmpty()) {
            discard(room, failure);
        }
    }

    private Optional<VirtualService> livingRoom(TelemedEncounter stored) {
        return stored.virtualService()
                .filter(service -> service.room()
                        .filter(room -> liveness.isInProgress(room, stored.id(), stored.version()))
                        .isPresent());
    }

    /**
     * After a failed write, reads the Encounter again: if it is not stored, the room is completed and the failure
     * thrown.
     */
    private void discardUnlessStored(
            EncounterAccess encounters, EncounterId id, OpenRoom room, RuntimeException failure) {
        if (reread(encounters, id, failure).isEmpty()) {
            discard(room, failure);
            throw failure;
        }
    }

    /** Throws the original failure if the read fails too: then it is unknown whether the Encounter is stored. */
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

    /** The first failure is thrown, not that of completing the room: an unused room lapses by itself. */
    private void discard(OpenRoom room, RuntimeException failure) {
        try {
            opener.discard(room);
        } catch (TelemedException notEnded) {
            failure.addSuppressed(notEnded);
        }
    }

    private static Optional<Boolean> waitingRoom(CreateOptions asked, TelemedEncounter stored) {
        return asked.waitingRoom().or(() -> documentedWaitingRoom(stored));
    }

    private static Optional<Boolean> documentedWaitingRoom(TelemedEncounter stored) {
        return stored.virtualService().flatMap(VirtualService::waitingRoom);
    }

    private int roomSize(CreateOptions asked, Optional<VirtualService> service) {
        int size = asked.maxParticipants()
                .or(() -> service.flatMap(VirtualService::maxParticipants))
                .orElse(defaultMaxParticipants);
        if (!RoomRequest.isPossible(size)) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "A room is for 1 to " + RoomRequest.MOST_PARTICIPANTS + " participants. Ask for a number of"
                            + " maxParticipants between these.");
        }
        return size;
    }

    private static void requireRoomAllowed(EncounterPhase phase) {
        if (!phase.allowsRoom()) {
            throw TelemedException.because(
                    Reason.ENCOUNTER_CLOSED,
                    "An Encounter that is over, called off or of unknown status gets no room. Change its status first.");
        }
    }

    /**
     * One request per Encounter at a time on this node, so that the others find the first one's room without a call to
     * the vendor.
     */
    private <T> T untilUncontested(EncounterId id, int tries, Supplier<T> attempt) {
        return RetryOnConflict.untilUncontested(tries, () -> locks.take(id, attempt));
    }
}
