package org.telemed.core.reconcile;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.audit.AuditTrail;
import org.telemed.core.caller.IdentityRecords;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.encounter.EncounterStates;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.VideoProvider;
import org.telemed.core.waiting.WaitingRoom;

/**
 * Reconciles an Encounter's room with the Encounter: completes it, or disconnects people who are not members.
 * Idempotent and level-triggered, like a Kubernetes controller. Never opens a room, and writes an Encounter only to
 * restore a lost room.
 */
public final class RoomReconciler {
    /** Attempts, if the Encounter changes between the first read and the one before a repair. */
    private static final int TRIES = 3;

    /**
     * If somebody rejoins more often after being disconnected, the room is replaced, because a token cannot be revoked.
     * Not while the status of the visit is unknown: then members would get no new room.
     */
    private static final int REJOINS_TOLERATED = 1;

    private final VideoProvider provider;
    private final EncounterStates encounters;
    private final RoomNaming naming;
    private final RoomLiveness liveness;
    private final StrangerFilter strangers;
    private final LostRooms lostRooms;
    private final AuditTrail trail;
    private final RejoinCounter rejoins;

    public RoomReconciler(
            VideoProvider provider,
            EncounterStates encounters,
            RoomNaming naming,
            RoomLiveness liveness,
            MembershipRule membershipRule,
            WaitingRoom waitingRoom,
            IdentityRecords records,
            LostRooms lostRooms,
            Clock clock,
            AuditTrail trail) {
        this(
                provider,
                encounters,
                naming,
                liveness,
                new StrangerFilter(membershipRule, waitingRoom, records, clock),
                lostRooms,
                trail,
                new RejoinCounter());
    }

    private RoomReconciler(
            VideoProvider provider,
            EncounterStates encounters,
            RoomNaming naming,
            RoomLiveness liveness,
            StrangerFilter strangers,
            LostRooms lostRooms,
            AuditTrail trail,
            RejoinCounter rejoins) {
        this.provider = provider;
        this.encounters = encounters;
        this.naming = naming;
        this.liveness = liveness;
        this.strangers = strangers;
        this.lostRooms = lostRooms;
        this.trail = trail;
        this.rejoins = rejoins;
    }

    /** A copy that uses another provider and shares the rejoin counter. */
    public RoomReconciler withProvider(VideoProvider otherProvider, LostRooms otherLostRooms, AuditTrail otherTrail) {
        return new RoomReconciler(
                otherProvider, encounters, naming, liveness, strangers, otherLostRooms, otherTrail, rejoins);
    }

    /** Whoever has a new token does not come back with an old one. */
    void tokenIssued(String identity) {
        rejoins.forget(identity);
    }

    /**
     * Reads the Encounter's room and reconciles it.
     *
     * @throws RuntimeException if the vendor or the repository fails; no room is completed on incomplete data
     */
    public ReconcileResult reconcile(EncounterId id) {
        return provider.findInProgress(naming.nameFor(id))
                .filter(room -> naming.isOurs(room, id))
                .map(room -> reconcile(id, room))
                .orElse(ReconcileResult.NO_ROOM);
    }

    /** Reconciles that room, which must be of this deployment and have been read just now. */
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
            Optional<ReconcileResult> result = reconcileOnce(id, room, seen);
            if (result.isPresent()) {
                return result.get();
            }
            seen = encounters.state(id);
        }
        return ReconcileResult.CONTENDED;
    }

    /**
     * One attempt.
     *
     * @return empty if the Encounter changed meanwhile
     */
    private Optional<ReconcileResult> reconcileOnce(EncounterId id, Room room, EncounterState first) {
        return switch (DesiredRoomState.of(room, first)) {
            case IGNORE -> Optional.of(ReconcileResult.UNKNOWN_ENCOUNTER);
            case COMPLETE ->
                isLost(first, room)
                        ? restore(((EncounterState.Stored) first).encounter(), room)
                        : unlessChanged(id, first, () -> close(id, room));
            case KEEP_OPEN -> disconnectNonMembers(id, room, first);
        };
    }

    /** Whether the Encounter of an open visit lost this room: it has no virtual service, not even a placeholder. */
    private boolean isLost(EncounterState first, Room room) {
        return first instanceof EncounterState.Stored stored
                && stored.encounter().phase() != EncounterPhase.CLOSED
                && stored.encounter().virtualService().isEmpty()
                && lostRooms.isLost(stored.encounter(), room);
    }

    private Optional<ReconcileResult> restore(TelemedEncounter encounter, Room room) {
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

    private Optional<ReconcileResult> disconnectNonMembers(EncounterId id, Room room, EncounterState first) {
        TelemedEncounter encounter = ((EncounterState.Stored) first).encounter();
        List<RoomParticipant> inside = provider.connected(room.id());
        List<RoomParticipant> nonMembers = strangers.strangers(encounter, inside);
        inside.stream()
                .filter(participant -> !nonMembers.contains(participant))
                .forEach(participant -> rejoins.forget(room.id(), participant.identity()));
        return nonMembers.isEmpty()
                ? Optional.of(ReconcileResult.IN_SYNC)
                : unlessChanged(id, first, () -> eject(nonMembers, encounter, room));
    }

    /** Re-reads the Encounter before a destructive call and aborts if its version changed. */
    private Optional<ReconcileResult> unlessChanged(
            EncounterId id, EncounterState first, Supplier<ReconcileResult> repair) {
        return isSame(first, encounters.state(id)) ? Optional.of(repair.get()) : Optional.empty();
    }

    private static boolean isSame(EncounterState first, EncounterState now) {
        if (first instanceof EncounterState.Stored a && now instanceof EncounterState.Stored b) {
            return a.encounter().version().equals(b.encounter().version());
        }
        return first.equals(now);
    }

    /**
     * Ejects those of them who still are strangers: somebody may have been admitted since.
     */
    private ReconcileResult eject(List<RoomParticipant> seen, TelemedEncounter encounter, Room room) {
        List<RoomParticipant> nonMembers = strangers.strangers(encounter, seen);
        if (nonMembers.isEmpty()) {
            return ReconcileResult.IN_SYNC;
        }
        int mostRejoins = nonMembers.stream()
                .mapToInt(participant -> rejoins.recordEjection(room.id(), participant))
                .max()
                .orElse(0);
        if (mostRejoins > REJOINS_TOLERATED && encounter.phase() != EncounterPhase.UNKNOWN) {
            close(encounter.id(), room);
            return ReconcileResult.REPLACED;
        }
        nonMembers.forEach(participant -> eject(participant, encounter.id(), room));
        return ReconcileResult.EJECTED;
    }

    private void eject(RoomParticipant participant, EncounterId encounter, Room room) {
        provider.disconnect(room.id(), participant.id());
        record(
                AuditKind.PARTICIPANT_EJECTED,
                encounter,
                Map.of(
                        AuditDetail.ROOM, room.id().value(),
                        AuditDetail.STAY, participant.id(),
                        AuditDetail.IDENTITY, participant.identity()));
    }

    private void record(AuditKind kind, EncounterId encounter, Map<AuditDetail, String> details) {
        trail.record(kind, AuditActor.SERVER, Optional.of(encounter), details);
    }

    private ReconcileResult close(EncounterId encounter, Room room) {
        try {
            provider.complete(room.id());
            record(
                    AuditKind.ROOM_ENDED,
                    encounter,
                    Map.of(AuditDetail.ROOM, room.id().value()));
        } finally {
            // after the call, or a token request in between would cache the room as alive; also if only the answer was
            // lost
            liveness.ended(room.id());
        }
        return ReconcileResult.COMPLETED;
    }
}
