package org.telemed.core.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.telemed.core.caller.IdentityRecords;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.RoomId;

/** Tells which people are, and were, in a room: the vendor knows identities, the identity records know people. */
final class PeopleInCall {
    private static final int MOST_REMEMBERED = 2_000;

    /** An identity without a record is no participant's; the record of a token is written before the token leaves. */
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(5);

    private final RoomPresence presence;
    private final IdentityRecords records;
    private final Clock clock;
    private final Map<EncounterId, Known> known = BoundedMap.ofLastUsed(MOST_REMEMBERED);

    private record Known(Map<String, Set<ResourceReference>> people, Set<String> asked, Instant read) {}

    PeopleInCall(RoomPresence presence, IdentityRecords records, Clock clock) {
        this.presence = presence;
        this.records = records;
        this.clock = clock;
    }

    Attendance in(EncounterId encounter, RoomId room) {
        Collection<Stay> stays = presence.stays(encounter, room);
        return stays.isEmpty() ? Attendance.NOBODY : Attendance.of(stays, peopleBehind(encounter, stays));
    }

    /** When who is there has to be asked again. */
    Instant staleAt(EncounterId encounter, RoomId room) {
        return presence.staleAt(encounter, room);
    }

    private Map<String, Set<ResourceReference>> peopleBehind(EncounterId encounter, Collection<Stay> stays) {
        Known last = remembered(encounter);
        if (last != null && stays.stream().map(Stay::identity).allMatch(last.people()::containsKey)) {
            return last.people();
        }
        Instant now = clock.instant();
        boolean seenBefore = last != null && stays.stream().map(Stay::identity).allMatch(last.asked()::contains);
        if (last != null && seenBefore && now.isBefore(last.read().plus(LEAST_INTERVAL))) {
            return last.people();
        }
        Map<String, Set<ResourceReference>> people = records.peopleByIdentity(encounter);
        Set<String> asked = Set.copyOf(stays.stream().map(Stay::identity).toList());
        synchronized (known) {
            known.put(encounter, new Known(people, asked, now));
        }
        return people;
    }

    private @Nullable Known remembered(EncounterId encounter) {
        synchronized (known) {
            return known.get(encounter);
        }
    }
}
