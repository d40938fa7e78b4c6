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
 * Whether an Encounter's room lives. While a room surely lives the answer costs no call to the vendor; after that, one
 * call, remembered for half a minute on this node. What is remembered holds for one version of the Encounter: between two
 * of them another node may have ended the room, for a visit that was over and then was not.
 */
public final class RoomLiveness {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST_ROOMS = 20_000;

    /** The vendor's timestamps have whole seconds, and its answer took a while to arrive. */
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
     * @param version the Encounter's, that documents it
     */
    public boolean lives(RoomId room, EncounterId encounter, String version) {
        return isKnownToLive(room, encounter, version)
                || observe(room, encounter, version).isPresent();
    }

    /** Takes note of a room that was just opened. It counts from when its Encounter documents it. */
    public void opened(Room room) {
        seen(room, null);
    }

    /**
     * Takes note of the version of the Encounter that documents a room which was opened for it. Only for a room that nobody
     * can have been about to end before that version was written.
     */
    public void documented(RoomId room, String version) {
        synchronized (sightings) {
            sightings.computeIfPresent(room, (id, sighting) -> sighting.in(version));
        }
    }

    /** Whether the room is known here to live, and to be on its Encounter. */
    public boolean isDocumented(RoomId room) {
        synchronized (sightings) {
            Sighting last = sightings.get(room);
            return last != null && last.version() != null && clock.instant().isBefore(last.livesUntil());
        }
    }

    private void seen(Room room, @Nullable String version) {
        Duration sure = room.surelyLivesFor().minus(MARGIN);
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
     * Forgets what was remembered of rooms that a complete list does not have, unless it was learned after the list was
     * begun. The next token then looks.
     */
    public void forgetUnless(Collection<Room> inProgress, Instant listBegan) {
        Set<RoomId> present = inProgress.stream().map(Room::id).collect(Collectors.toSet());
        synchronized (sightings) {
            sightings
                    .entrySet()
                    .removeIf(entry -> !present.contains(entry.getKey())
                            && entry.getValue().seen().isBefore(listBegan));
        }
    }

    /** The name matters: another Encounter may carry this room's id, and is not to profit from what is remembered. */
    private boolean isKnownToLive(RoomId room, EncounterId encounter, String version) {
        Instant now = clock.instant();
        synchronized (sightings) {
            Sighting last = sightings.get(room);
            return last != null && last.name().equals(naming.nameFor(encounter)) && last.holds(version, now);
        }
    }

    /**
     * What was seen of a room.
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
