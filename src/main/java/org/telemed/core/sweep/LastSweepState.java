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

/** What earlier sweeps of this node know of each room in progress, so that the next one need not look at all of them. */
final class LastSweepState {

    /**
     * What the last look saw.
     *
     * @param version the Encounter's
     * @param looked when
     * @param nextEnd when the next of its participants' periods ends; null for never
     */
    private record Look(
            String version, Instant looked, @Nullable Instant nextEnd) {}

    private final Map<RoomId, Look> looks = new HashMap<>();

    /** Whether the Encounter says something else than at the last look, or somebody's time has run out since. */
    boolean isNews(RoomId room, EncounterState state, Instant now) {
        Look last = looks.get(room);
        return last == null
                || !(state instanceof EncounterState.Stored stored)
                || !last.version().equals(stored.encounter().version())
                || (last.nextEnd() != null && !now.isBefore(last.nextEnd()));
    }

    void looked(RoomId room, EncounterState state, Instant now) {
        if (!(state instanceof EncounterState.Stored stored)) {
            return;
        }
        TelemedEncounter encounter = stored.encounter();
        Instant nextEnd = encounter.participants().stream()
                .flatMap(entry -> entry.period().ends().stream())
                .filter(now::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
        looks.put(room, new Look(encounter.version(), now, nextEnd));
    }

    /** Those that were looked at longest ago first. */
    Comparator<Room> leastRecentlyLooked() {
        return Comparator.comparing(room -> {
            Look last = looks.get(room.id());
            return last == null ? Instant.MIN : last.looked();
        });
    }

    /** Forgets the rooms that a complete list does not have. */
    void forgetUnless(Collection<Room> inProgress) {
        looks.keySet().retainAll(inProgress.stream().map(Room::id).collect(Collectors.toSet()));
    }
}
