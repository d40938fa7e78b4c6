package org.telemed.core.reconcile;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;

/**
 * Counts how often a person rejoined a room after being disconnected from it, on this node. Counts stays, so that
 * disconnecting the same stay twice counts once.
 */
final class RejoinCounter {
    private static final int MOST = 10_000;

    private record Person(RoomId room, String identity) {}

    private final Map<Person, Set<String>> ejectedStays = BoundedMap.ofLastUsed(MOST);

    /** Records that this stay is to be disconnected, and returns how many earlier stays of that person were. */
    synchronized int recordEjection(RoomId room, RoomParticipant stay) {
        Set<String> stays = ejectedStays.computeIfAbsent(new Person(room, stay.identity()), person -> new HashSet<>());
        stays.add(stay.id());
        return stays.size() - 1;
    }

    /** Starts anew for somebody who was given a new token: it is not with an old one that they come. */
    synchronized void forget(String identity) {
        ejectedStays.keySet().removeIf(person -> person.identity().equals(identity));
    }

    /** Starts anew for somebody who may be there again. */
    synchronized void forget(RoomId room, String identity) {
        ejectedStays.remove(new Person(room, identity));
    }
}
