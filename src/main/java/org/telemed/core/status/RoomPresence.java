package org.telemed.core.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.VideoProvider;

/**
 * Tells who is in a room, on this node. The vendor is asked at most once in 5 s for a room. Where its callbacks are
 * verified, it is asked once for a room that is watched: then the events, also those that other nodes recorded, and
 * whatever the reconciler and the sweep read anyway keep the view right.
 */
public final class RoomPresence {
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(5);

    /** The vendor allows some 80 reads in a second, for everybody. */
    private static final Duration INTERVAL_PER_ROOM = Duration.ofMillis(100);

    /** Longer than the interval of the sweep, which reads every room. */
    private static final Duration INTERVAL_WITH_EVENTS = Duration.ofMinutes(3);

    private static final int MOST_ROOMS = 5_000;

    private final VideoProvider provider;
    private final Clock clock;
    private final boolean hasEvents;
    private final Watched watched;
    private final Map<RoomId, RoomView> views = BoundedMap.ofLastUsed(MOST_ROOMS);

    /** The Encounters that open streams of this node watch. */
    public interface Watched {
        boolean isWatched(EncounterId encounter);

        /** How many there are. */
        int number();
    }

    /** @param hasEvents whether the vendor's callbacks are verified */
    public RoomPresence(VideoProvider provider, Clock clock, boolean hasEvents, Watched watched) {
        this.provider = provider;
        this.clock = clock;
        this.hasEvents = hasEvents;
        this.watched = watched;
    }

    /** The stays in a room in progress; the last known ones while the vendor does not answer. */
    Collection<Stay> stays(EncounterId encounter, RoomId room) {
        RoomView view = view(room);
        synchronized (view.asking()) {
            Instant now = clock.instant();
            if (!now.isBefore(view.asked().plus(interval(encounter)))) {
                ask(view, room, now);
            }
        }
        return view.stays();
    }

    /** When the vendor will be asked again; a stream has to ask then. */
    Instant staleAt(EncounterId encounter, RoomId room) {
        return view(room).asked().plus(interval(encounter));
    }

    private void ask(RoomView view, RoomId room, Instant now) {
        boolean first = view.begin(now);
        try {
            view.observe(first ? provider.everyStay(room) : provider.connected(room), now);
        } catch (TelemedException unanswered) {
            view.retry(first);
        }
    }

    private Duration interval(EncounterId encounter) {
        if (!watched.isWatched(encounter)) {
            return LEAST_INTERVAL;
        }
        Duration shared = INTERVAL_PER_ROOM.multipliedBy(watched.number());
        return hasEvents ? INTERVAL_WITH_EVENTS : shared.compareTo(LEAST_INTERVAL) > 0 ? shared : LEAST_INTERVAL;
    }

    /** Takes an event in; events come twice and in any order. */
    public void received(RoomEvent event) {
        switch (event.kind()) {
            case ROOM_CREATED -> {}
            case ROOM_ENDED -> ended(event.room());
            case JOINED -> event.stay().ifPresent(stay -> joined(event.room(), stay, event.at()));
            case LEFT -> event.stay().ifPresent(stay -> left(event.room(), stay, event.at()));
        }
    }

    private void joined(RoomId room, RoomEvent.Stay stay, Instant at) {
        ifKnown(room, view -> view.joined(stay, at, clock.instant()));
    }

    private void left(RoomId room, RoomEvent.Stay stay, Instant at) {
        ifKnown(room, view -> view.left(stay, at));
    }

    /** Takes in the vendor's list of who is connected, which somebody else asked for. */
    void observed(RoomId room, List<RoomParticipant> connected, Instant asked) {
        ifKnown(room, view -> view.observe(connected, asked));
    }

    void disconnected(RoomId room, String stay) {
        ifKnown(room, view -> view.disconnected(stay, clock.instant()));
    }

    void ended(RoomId room) {
        ifKnown(room, view -> view.observe(List.of(), clock.instant()));
    }

    /** A room that nobody asked about needs no view. */
    private void ifKnown(RoomId room, Consumer<RoomView> change) {
        RoomView known;
        synchronized (views) {
            known = views.get(room);
        }
        if (known != null) {
            change.accept(known);
        }
    }

    private RoomView view(RoomId room) {
        synchronized (views) {
            return views.computeIfAbsent(room, id -> new RoomView());
        }
    }
}
