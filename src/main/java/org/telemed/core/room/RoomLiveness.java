package org.telemed.core.room;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.VideoProvider;

/**
 * Tells whether an Encounter's room is in progress. Within the room's guaranteed lifetime this costs no vendor call;
 * later, one call, cached for 30 s on this node. An entry holds for one version of the Encounter: between two versions
 * another node may have ended the room.
 */
public final class RoomLiveness {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST_ROOMS = 20_000;

    /** The vendor's timestamps have whole seconds, and its answer takes time to arrive. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final VideoProvider provider;
    private final RoomNaming naming;
    private final Clock clock;
    private final Map<RoomId, Sighting> sightings = BoundedMap.ofLastUsed(MOST_ROOMS);

    public RoomLiveness(VideoProvider provider, RoomNaming naming, Clock clock) {
        this.provider = provider;
        this.naming = naming;
        this.clock = clock;
    }

    /**
     * Whether the documented room is in progress and ours.
     *
     * @param version of the Encounter that documents it
     */
    public boolean isInProgress(RoomId room, EncounterId encounter, String version) {
        return isKnownToLive(room, encounter, version)
                || observe(room, encounter, version).isPresent();
    }

    /** Remembers a room that was just opened; used once {@link #rememberDocumented} gives the Encounter's version. */
    public void opened(Room room) {
        seen(room, null);
    }

    /**
     * Remembers the version of the Encounter in which a room just opened was written. Only for a room that no other
     * request can have been about to end.
     */
    public void rememberDocumented(RoomId room, String version) {
        synchronized (sightings) {
            sightings.computeIfPresent(room, (id, sighting) -> sighting.in(version));
        }
    }

    /** Whether this node remembers the room as alive and documented. */
    public boolean isDocumented(RoomId room) {
        synchronized (sightings) {
            Sighting last = sightings.get(room);
            return last != null && last.version() != null && clock.instant().isBefore(last.livesUntil());
        }
    }

    private void seen(Room room, @Nullable String version) {
        Duration sure = room.guaranteedLifetime().minus(MARGIN);
        Duration trusted = sure.compareTo(REMEMBERED) > 0 ? sure : REMEMBERED;
        Instant now = clock.instant();
        synchronized (sightings) {
            sightings.put(room.id(), new Sighting(room.name(), version, now, now.plus(trusted)));
        }
    }

    /** Forgets a room that was ended. */
    public void ended(RoomId room) {
        synchronized (sightings) {
            sightings.remove(room);
        }
    }

    /**
     * Forgets the rooms that are not in a complete list, unless they were seen after the list was started. The next
     * token then asks the vendor.
     */
    public void retainOnly(Collection<Room> inProgress, Instant listBegan) {
        Set<RoomId> present = inProgress.stream().map(Room::id).collect(Collectors.toSet());
        synchronized (sightings) {
            sightings
                    .entrySet()
                    .removeIf(entry -> !present.contains(entry.getKey())
                            && entry.getValue().seen().isBefore(listBegan));
        }
    }

    /** Compares the name too, because another Encounter may carry this room's id. */
    private boolean isKnownToLive(RoomId room, EncounterId encounter, String version) {
        Instant now = clock.instant();
        synchronized (sightings) {
            Sighting last = sightings.get(room);
            return last != null && last.name().equals(naming.nameFor(encounter)) && last.holds(version, now);
        }
    }

    /**
     * When a room was last seen, and how long it is known to live.
     *
     * @param version the Encounter's that documents it; null if none does yet
     */
    private record Sighting(String name, @Nullable String version, Instant seen, Instant livesUntil) {
        boolean holds(String asked, Instant now) {
            return now.isBefore(livesUntil) && asked.equals(version);
        }

        Sighting in(String documenting) {
            return new Sighting(name, documenting, seen, livesUntil);
        }
    }

    private Optional<Room> observe(RoomId id, EncounterId encounter, String version) {
        Optional<Room> found =
                provider.find(id).filter(Room::inProgress).filter(room -> naming.isOurs(room, encounter));
        found.ifPresentOrElse(room -> seen(room, version), () -> ended(id));
        return found;
    }
}
