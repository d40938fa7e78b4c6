package org.telemed.core.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.video.RoomParticipant;

/** What this node knows of who is, and was, in one room. */
final class RoomView {
    private final Object asking = new Object();
    private final Map<String, Stay> stays = new LinkedHashMap<>();
    private final Map<String, Instant> learned = new HashMap<>();
    private Instant asked = Instant.EPOCH;
    private boolean answered;

    /** The lock of the call to the vendor. */
    Object asking() {
        return asking;
    }

    synchronized Instant asked() {
        return asked;
    }

    /** Begins a call to the vendor. Returns whether no call before was answered. */
    synchronized boolean begin(Instant now) {
        asked = now;
        return !answered;
    }

    /** The call was not answered. */
    synchronized void retry(boolean first) {
        answered = !first;
    }

    /** A copy. */
    synchronized Collection<Stay> stays() {
        return new ArrayList<>(stays.values());
    }

    /**
     * Takes in the vendor's list: the connected stays, and maybe earlier ones. A stay that it lacks has ended, unless this
     * node learned of it after the list was asked for.
     */
    synchronized void observe(List<RoomParticipant> listed, Instant began) {
        Set<String> ids = listed.stream().map(RoomParticipant::id).collect(Collectors.toSet());
        stays.replaceAll((id, stay) ->
                ids.contains(id) || stay.isOver() || isLearnedAfter(id, began) ? stay : stay.assumedOver(began));
        listed.forEach(stay -> {
            learned.putIfAbsent(stay.id(), began);
            stays.merge(stay.id(), Stay.of(stay), RoomView::laterKnown);
        });
        answered = true;
        asked = began;
    }

    private boolean isLearnedAfter(String id, Instant began) {
        return learned.getOrDefault(id, Instant.EPOCH).isAfter(began);
    }

    synchronized void joined(RoomEvent.Stay stay, Instant at, Instant now) {
        learned.putIfAbsent(stay.id(), now);
        stays.putIfAbsent(stay.id(), new Stay(stay.identity(), at, null, false));
    }

    synchronized void left(RoomEvent.Stay stay, Instant at) {
        Stay known = stays.getOrDefault(stay.id(), new Stay(stay.identity(), null, null, false));
        stays.put(stay.id(), known.leftAt(at));
    }

    synchronized void disconnected(String id, Instant now) {
        stays.computeIfPresent(id, (stay, known) -> known.isOver() ? known : known.leftAt(now));
    }

    /** A stay that has ended never begins again, whatever a list that was read earlier says. */
    private static Stay laterKnown(Stay known, Stay listed) {
        return known.isOver() && !known.isAssumedOver() && !listed.isOver() ? known : listed;
    }
}
