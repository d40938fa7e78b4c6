package org.telemed.core.reconcile;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.telemed.core.caller.IdentityRecords;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.encounter.EncounterStates;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.Participants;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.VideoProvider;

/**
 * Makes an Encounter's room what the Encounter says: ended, or cleared of people who no longer belong. Idempotent and
 * level-triggered: it looks at what is, not at what happened. It never opens a room, and writes an Encounter only to put a
 * lost one back.
 */
public final class RoomReconciler {
    /** An Encounter may change between two looks at it; then the look starts again. */
    private static final int TRIES = 3;

    /**
     * Thrown out, back, thrown out, back again: on this return the room is replaced. Not while the visit's status is
     * unknown, when its members would get no other room.
     */
    private static final int RETURNS_TOLERATED = 1;

    private final VideoProvider provider;
    private final EncounterStates encounters;
    private final RoomNaming naming;
    private final RoomLiveness liveness;
    private final Participants participants;
    private final IdentityRecords records;
    private final LostRooms lostRooms;
    private final Clock clock;
    private final RejoinCounter returns;

    public RoomReconciler(
            VideoProvider provider,
            EncounterStates encounters,
            RoomNaming naming,
            RoomLiveness liveness,
            Participants participants,
            IdentityRecords records,
            LostRooms lostRooms,
            Clock clock) {
        this(provider, encounters, naming, liveness, participants, records, lostRooms, clock, new RejoinCounter());
    }

    private RoomReconciler(
            VideoProvider provider,
            EncounterStates encounters,
            RoomNaming naming,
            RoomLiveness liveness,
            Participants participants,
            IdentityRecords records,
            LostRooms lostRooms,
            Clock clock,
            RejoinCounter returns) {
        this.provider = provider;
        this.encounters = encounters;
        this.naming = naming;
        this.liveness = liveness;
        this.participants = participants;
        this.records = records;
        this.lostRooms = lostRooms;
        this.clock = clock;
        this.returns = returns;
    }

    /** The same by other hands; who keeps coming back is known to both. */
    public RoomReconciler by(VideoProvider hands, LostRooms lost) {
        return new RoomReconciler(hands, encounters, naming, liveness, participants, records, lost, clock, returns);
    }

    /**
     * Looks the Encounter's room up and puts it right.
     *
     * @throws RuntimeException if the vendor or the repository fails; nothing was ended on a guess
     */
    public ReconcileResult reconcile(EncounterId id) {
        return provider.findInProgress(naming.nameFor(id))
                .filter(room -> naming.isOurs(room, id))
                .map(room -> reconcile(id, room))
                .orElse(ReconcileResult.NO_ROOM);
    }

    /** Puts that room right, which must have been read just now and be ours. */
    public ReconcileResult reconcile(EncounterId id, Room room) {
        return reconcile(id, room, encounters.state(id));
    }

    /**
     * The same with a state of the Encounter that was read after the room. Before anything is ended or anybody disconnected, it
     * is read again.
     */
    public ReconcileResult reconcile(EncounterId id, Room room, EncounterState known) {
        EncounterState seen = known;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<ReconcileResult> finding = look(id, room, seen);
            if (finding.isPresent()) {
                return finding.get();
            }
            seen = encounters.state(id);
        }
        return ReconcileResult.UNSETTLED;
    }

    /**
     * One look.
     *
     * @return empty if the Encounter changed meanwhile
     */
    private Optional<ReconcileResult> look(EncounterId id, Room room, EncounterState seen) {
        return switch (DesiredRoomState.of(room, seen)) {
            case LEAVE -> Optional.of(ReconcileResult.UNPLACED);
            case CLOSE ->
                isLost(seen, room)
                        ? putBack(((EncounterState.Stored) seen).encounter(), room)
                        : unlessChanged(id, seen, () -> close(room));
            case SERVE -> serve(id, room, seen);
        };
    }

    /** Of a visit that goes on and says nothing of a room, not even that it was ended. */
    private boolean isLost(EncounterState seen, Room room) {
        return seen instanceof EncounterState.Stored stored
                && stored.encounter().phase() != EncounterPhase.CLOSED
                && stored.encounter().virtualService().isEmpty()
                && lostRooms.isLost(stored.encounter(), room);
    }

    private Optional<ReconcileResult> putBack(TelemedEncounter encounter, Room room) {
        try {
            lostRooms.documentAgain(encounter, room);
            return Optional.of(ReconcileResult.RESTORED);
        } catch (TelemedException changed) {
            if (changed.reason() != Reason.CONFLICT) {
                throw changed;
            }
            return Optional.empty();
        }
    }

    private Optional<ReconcileResult> serve(EncounterId id, Room room, EncounterState seen) {
        TelemedEncounter encounter = ((EncounterState.Stored) seen).encounter();
        List<RoomParticipant> strangers = strangers(encounter, provider.connected(room.id()));
        return strangers.isEmpty()
                ? Optional.of(ReconcileResult.AGREED)
                : unlessChanged(id, seen, () -> eject(strangers, encounter, room));
    }

    /**
     * Whatever is destroyed was known before the Encounter is read here, for the last time: a change until then saves it.
     */
    private Optional<ReconcileResult> unlessChanged(
            EncounterId id, EncounterState seen, Supplier<ReconcileResult> repair) {
        return isSame(seen, encounters.state(id)) ? Optional.of(repair.get()) : Optional.empty();
    }

    private static boolean isSame(EncounterState first, EncounterState now) {
        if (first instanceof EncounterState.Stored a && now instanceof EncounterState.Stored b) {
            return a.encounter().version().equals(b.encounter().version());
        }
        return first.equals(now);
    }

    private List<RoomParticipant> strangers(TelemedEncounter encounter, List<RoomParticipant> inside) {
        if (inside.isEmpty()) {
            return List.of();
        }
        Set<ResourceReference> members =
                participants.members(encounter.id().partition(), encounter.participants(), clock.instant());
        return inside.stream()
                .filter(person -> !records.isKnown(encounter.id(), person.identity(), members))
                .toList();
    }

    private ReconcileResult eject(List<RoomParticipant> strangers, TelemedEncounter encounter, Room room) {
        int mostReturns = strangers.stream()
                .mapToInt(stranger -> returns.before(room.id(), stranger))
                .max()
                .orElse(0);
        if (mostReturns > RETURNS_TOLERATED && encounter.phase() != EncounterPhase.UNKNOWN) {
            close(room);
            return ReconcileResult.REPLACED;
        }
        strangers.forEach(stranger -> provider.disconnect(room.id(), stranger.id()));
        return ReconcileResult.EJECTED;
    }

    private ReconcileResult close(Room room) {
        try {
            provider.complete(room.id());
        } finally {
            // last, or a token request in between would remember it as alive; and also if only the answer got lost
            liveness.ended(room.id());
        }
        return ReconcileResult.CLOSED;
    }
}
