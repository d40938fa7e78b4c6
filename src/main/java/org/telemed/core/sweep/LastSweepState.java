package org.telemed.core.sweep;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;

/**
 * Remembers the Encounter version that each room was last checked against, so that the next sweep can skip unchanged
 * ones.
 */
final class LastSweepState {

    /**
     * The last check of one room.
     *
     * @param version of the Encounter
     * @param checked the time of the check
     * @param nextEnd the next end of a participant's period; null if none ends
     */
    private record Check(
            String version, Instant checked, @Nullable Instant nextEnd) {}

    private final Map<RoomId, Check> checks = new HashMap<>();

    /** Whether the Encounter changed since the last check, or a participant's period has ended. */
    boolean isChanged(RoomId room, EncounterState state, Instant now) {
        Check last = checks.get(room);
        return last == null
                || !(state instanceof EncounterState.Stored stored)
                || !last.version().equals(stored.encounter().version())
                || (last.nextEnd() != null && !now.isBefore(last.nextEnd()));
    }

    void checked(RoomId room, EncounterState state, Instant now) {
        if (!(state instanceof EncounterState.Stored stored)) {
            return;
        }
        TelemedEncounter encounter = stored.encounter();
        Instant nextEnd = encounter.participants().stream()
                .flatMap(entry -> entry.period().ends().stream())
                .filter(now::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
        checks.put(room, new Check(encounter.version(), now, nextEnd));
    }

    /** Orders rooms by the time of their last check, oldest first. */
    Comparator<Room> leastRecentlyChecked() {
        return Comparator.comparing(room -> {
            Check last = checks.get(room.id());
            return last == null ? Instant.MIN : last.checked();
        });
    }

    /** Forgets the rooms that are not in a complete list. */
    void retainOnly(Collection<Room> inProgress) {
        checks.keySet().retainAll(inProgress.stream().map(Room::id).collect(Collectors.toSet()));
    }
}
