package org.telemed.core.room;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterRegister;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.participant.IssueRecords;
import org.telemed.core.participant.Participants;
import org.telemed.core.participant.Profile;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.VideoProvider;

/**
 * Makes an Encounter's room what the Encounter says: ended, or cleared of people who no longer belong. Idempotent and
 * level-triggered: it looks at what is, not at what happened. It never opens a room and never writes an Encounter.
 */
public final class RoomKeeper {
    /** An Encounter may change between two looks at it; then the look starts again. */
    private static final int TRIES = 3;

    /** Thrown out, back, thrown out, back again: on this return the room is replaced. */
    private static final int RETURNS_TOLERATED = 1;

    private final VideoProvider provider;
    private final EncounterRegister encounters;
    private final RoomNaming naming;
    private final RoomLiveness liveness;
    private final Participants participants;
    private final IssueRecords records;
    private final RoomAttendance attendance;
    private final Clock clock;
    private final Returns returns = new Returns();

    public RoomKeeper(
            VideoProvider provider,
            EncounterRegister encounters,
            RoomNaming naming,
            RoomLiveness liveness,
            Participants participants,
            IssueRecords records,
            RoomAttendance attendance,
            Clock clock) {
        this.provider = provider;
        this.encounters = encounters;
        this.naming = naming;
        this.liveness = liveness;
        this.participants = participants;
        this.records = records;
        this.attendance = attendance;
        this.clock = clock;
    }

    /**
     * Looks the Encounter's room up and puts it right.
     *
     * @throws RuntimeException if the vendor or the repository fails; nothing was ended on a guess
     */
    public Finding reconcile(EncounterId id) {
        return provider.findInProgress(naming.nameFor(id))
                .filter(room -> naming.isOurs(room, id))
                .map(room -> reconcile(id, room))
                .orElse(Finding.NO_ROOM);
    }

    /** Puts that room right, which must have been read just now and be ours. */
    Finding reconcile(EncounterId id, Room room) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Finding> finding = look(id, room);
            if (finding.isPresent()) {
                return finding.get();
            }
        }
        return Finding.UNSETTLED;
    }

    /**
     * One look: who is in the room, then what the Encounter says. Whatever is destroyed was known before the Encounter was
     * read for the last time, so a change in between can only save it.
     *
     * @return empty if the Encounter changed meanwhile
     */
    private Optional<Finding> look(EncounterId id, Room room) {
        EncounterState first = encounters.state(id);
        RoomDuty duty = RoomDuty.of(room, first);
        List<RoomParticipant> inside = duty == RoomDuty.SERVE ? provider.connected(room.id()) : List.of();
        if (duty == RoomDuty.SERVE && inside.isEmpty()) {
            return Optional.of(Finding.AGREED);
        }
        EncounterState now = encounters.state(id);
        if (!isSame(first, now)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (duty) {
                    case CLOSE -> close(id, room);
                    case SERVE -> clear(((EncounterState.Stored) now).encounter(), room, inside);
                    case LEAVE -> Finding.UNPLACED;
                });
    }

    private static boolean isSame(EncounterState first, EncounterState now) {
        if (first instanceof EncounterState.Stored a && now instanceof EncounterState.Stored b) {
            return a.encounter().version().equals(b.encounter().version());
        }
        return first.equals(now);
    }

    private Finding close(EncounterId id, Room room) {
        liveness.ended(room.id());
        provider.complete(room.id());
        attendance.fillIn(id, room.id());
        return Finding.CLOSED;
    }

    private Finding clear(TelemedEncounter encounter, Room room, List<RoomParticipant> inside) {
        Set<Profile> members = participants.members(encounter.participants(), clock.instant());
        List<RoomParticipant> strangers = inside.stream()
                .filter(person -> !records.isKnown(encounter.id(), person.identity(), members))
                .toList();
        if (strangers.isEmpty()) {
            return Finding.AGREED;
        }
        boolean keepsReturning = strangers.stream()
                .mapToInt(stranger -> returns.before(room.id(), stranger))
                .anyMatch(earlier -> earlier > RETURNS_TOLERATED);
        if (keepsReturning) {
            close(encounter.id(), room);
            return Finding.REPLACED;
        }
        strangers.forEach(stranger -> provider.disconnect(room.id(), stranger.id()));
        return Finding.EJECTED;
    }
}
