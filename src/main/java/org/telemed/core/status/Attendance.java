package org.telemed.core.status;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.telemed.core.membership.ResourceReference;

/**
 * Who is, and was, in a room.
 *
 * @param since when each person who is there now came
 * @param lastSeen when each person who is not there now left
 */
record Attendance(Map<ResourceReference, Instant> since, Map<ResourceReference, Instant> lastSeen) {
    static final Attendance NOBODY = new Attendance(Map.of(), Map.of());

    /** Joins the stays with the people behind their identities. */
    static Attendance of(Collection<Stay> stays, Map<String, Set<ResourceReference>> people) {
        Map<ResourceReference, Instant> since = new HashMap<>();
        Map<ResourceReference, Instant> lastSeen = new HashMap<>();
        for (Stay stay : stays) {
            for (ResourceReference person : people.getOrDefault(stay.identity(), Set.of())) {
                if (stay.isOver()) {
                    stay.end().ifPresent(at -> lastSeen.merge(person, at, Attendance::later));
                } else {
                    since.merge(person, stay.joinedAt().orElse(Instant.EPOCH), Attendance::earlier);
                }
            }
        }
        lastSeen.keySet().removeAll(since.keySet());
        return new Attendance(since, lastSeen);
    }

    boolean isIn(ResourceReference person) {
        return since.containsKey(person);
    }

    Optional<Instant> since(ResourceReference person) {
        return Optional.ofNullable(since.get(person));
    }

    Optional<Instant> lastSeen(ResourceReference person) {
        return Optional.ofNullable(lastSeen.get(person));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
