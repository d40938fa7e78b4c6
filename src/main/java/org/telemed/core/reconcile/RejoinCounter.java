package org.telemed.core.reconcile;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;

/**
 * How often somebody came back into a room after being thrown out of it, as far as this node saw. Counted by stays, so that
 * throwing the same stay out twice counts once.
 */
final class RejoinCounter {
    private static final int MOST = 10_000;

    private record Person(RoomId room, String identity) {}

    private final Map<Person, Set<String>> ejectedStays = BoundedMap.ofLastUsed(MOST);

    /** Notes that this stay has to end, and says how many stays of that person had to end before it. */
    synchronized int before(RoomId room, RoomParticipant stay) {
        Set<String> stays = ejectedStays.computeIfAbsent(new Person(room, stay.identity()), person -> new HashSet<>());
        stays.add(stay.id());
        return stays.size() - 1;
    }
}
