package org.telemed.emulator.room;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All rooms of the account, under one lock; whatever is overdue happens before anything else.
 *
 * <p>A listener is called with the events in their order, and under the lock: it must only take note of them.
 */
public final class Rooms {

    private final Object lock = new Object();
    private final Clock clock;
    private final List<Consumer<RoomEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Room> bySid = new LinkedHashMap<>();
    private final Set<String> inProgress = new LinkedHashSet<>();
    private final Map<String, String> sidByName = new LinkedHashMap<>();

    /** For each change of a room, when it expires if nothing else changes; soonest first, then in the order of the changes. */
    private final NavigableMap<Due, String> expiries = new TreeMap<>();

    private long changes;

    public Rooms(Clock clock) {
        this.clock = clock;
    }

    /** Reports every event from now on. */
    public void addListener(Consumer<RoomEvent> listener) {
        listeners.add(listener);
    }

    /**
     * Opens a room.
     *
     * @throws TwilioException 53113 if a room in progress has that name
     */
    public Room create(RoomOptions options) {
        synchronized (lock) {
            Instant now = expire();
            if (options.uniqueName() != null && sidByName.containsKey(options.uniqueName())) {
                throw new TwilioException(TwilioError.ROOM_EXISTS);
            }
            return put(null, Room.opened(Sids.random("RM"), options, now), now);
        }
    }

    /** The room with that SID, or the one in progress with that name. */
    public Optional<Room> find(String sidOrName) {
        synchronized (lock) {
            expire();
            return Optional.ofNullable(get(sidOrName));
        }
    }

    /** The rooms of that status, newest first. */
    public List<Room> list(String status) {
        synchronized (lock) {
            expire();
            Collection<String> sids = status.equals("in-progress") ? inProgress : bySid.keySet();
            List<Room> rooms = new ArrayList<>();
            sids.stream()
                    .map(bySid::get)
                    .filter(room -> room != null && room.status().equals(status))
                    .forEach(rooms::add);
            Collections.reverse(rooms);
            return rooms;
        }
    }

    /**
     * Ends a room and disconnects everybody.
     *
     * @throws TwilioException 20404 if there is none, 53112 if it was over already
     */
    public Room complete(String sidOrName) {
        synchronized (lock) {
            Instant now = expire();
            Room room = known(sidOrName);
            if (!room.isInProgress()) {
                throw new TwilioException(TwilioError.STATUS, "Room is not in-progress");
            }
            return put(room, room.completed(now), now);
        }
    }

    /**
     * Lets somebody into the one room of the grant.
     *
     * @throws TwilioException as {@link #join(String, JoinGrant)}; 53106 also if the grant names no room
     */
    public Joined join(JoinGrant grant) {
        synchronized (lock) {
            expire();
            String granted = Objects.requireNonNullElse(grant.room(), "");
            return join(sidByName.getOrDefault(granted, granted), grant);
        }
    }

    /**
     * Lets somebody in; the same identity already there is disconnected first, as Twilio does with 53205.
     *
     * @throws TwilioException 53106, 53118 or 53105 if the room is not there, over or full, 20106 if the grant is for another
     */
    public Joined join(String sidOrName, JoinGrant grant) {
        synchronized (lock) {
            Instant now = expire();
            Room room = admitting(sidOrName, grant);
            Departure duplicate = new Departure(now, Departure.Cause.DUPLICATE_IDENTITY);
            Room freed = room.connected().stream()
                    .filter(stay -> stay.identity().equals(grant.identity()))
                    .reduce(room, (left, stay) -> left.leftBy(stay, duplicate), (a, b) -> b);
            Participant participant = Participant.joined(Sids.random("PA"), grant.identity(), now);
            return new Joined(put(room, freed.joinedBy(participant), now), participant);
        }
    }

    /**
     * Disconnects a participant.
     *
     * @throws TwilioException 20404 if room or participant are unknown, 53204 if the participant is no longer connected
     */
    public Joined disconnect(String sidOrName, String sidOrIdentity) {
        synchronized (lock) {
            Instant now = expire();
            Room room = known(sidOrName);
            Participant stay = room.participant(sidOrIdentity).orElseThrow(Rooms::notFound);
            if (!stay.isConnected()) {
                throw new TwilioException(TwilioError.PARTICIPANT_NOT_FOUND);
            }
            Departure removed = new Departure(now, Departure.Cause.REMOVED);
            return new Joined(put(room, room.leftBy(stay, removed), now), stay.disconnected(removed));
        }
    }

    /** Lets a participant go who wants to. */
    public void leave(String roomSid, String participantSid) {
        change(roomSid, participantSid, (stay, now) -> stay.disconnected(new Departure(now, Departure.Cause.LEFT)));
    }

    /** Begins the time in which a participant may reconnect. */
    public void connectionLost(String roomSid, String participantSid) {
        change(roomSid, participantSid, (stay, now) -> stay.isReconnecting() ? stay : stay.reconnecting(now));
    }

    /** Ends that time. */
    public void connectionRestored(String roomSid, String participantSid) {
        change(roomSid, participantSid, (stay, now) -> stay.reconnected());
    }

    private void change(String roomSid, String participantSid, BiFunction<Participant, Instant, Participant> change) {
        synchronized (lock) {
            Instant now = expire();
            Room room = known(roomSid);
            room.participant(participantSid)
                    .filter(Participant::isConnected)
                    .ifPresent(stay -> put(room, room.with(stay, same -> change.apply(same, now)), now));
        }
    }

    /**
     * Replaces a participant's identity by the participant's SID, for good.
     *
     * @throws TwilioException 20404 if room or participant are unknown
     */
    public Joined anonymize(String sidOrName, String sidOrIdentity) {
        synchronized (lock) {
            expire();
            Room room = known(sidOrName);
            Participant stay = room.participant(sidOrIdentity).orElseThrow(Rooms::notFound);
            Room changed = room.with(stay, Participant::anonymous);
            bySid.put(room.sid(), changed);
            return new Joined(changed, stay.anonymous());
        }
    }

    /** Lets everything happen that is due, each thing at its time, and tells what time it is. */
    public Instant expire() {
        synchronized (lock) {
            Instant now = clock.instant();
            while (!expiries.isEmpty() && !expiries.firstKey().at().isAfter(now)) {
                Map.Entry<Due, String> next = expiries.pollFirstEntry();
                Room room = known(next.getValue());
                Instant due = next.getKey().at();
                if (room.isInProgress() && room.nextExpiry().equals(due)) {
                    put(room, room.expiredAt(due), due);
                }
            }
            return now;
        }
    }

    /** Whether the grant is for that room, or for any. */
    public boolean isGranted(String roomSid, JoinGrant grant) {
        synchronized (lock) {
            // Twilio matches a grant's room against unique names first, against SIDs only then
            String granted = grant.room();
            return granted == null || roomSid.equals(sidByName.getOrDefault(granted, granted));
        }
    }

    private Room admitting(String sidOrName, JoinGrant grant) {
        Room room = get(sidOrName);
        if (room == null) {
            throw new TwilioException(TwilioError.ROOM_NOT_FOUND);
        }
        if (!room.isInProgress()) {
            throw new TwilioException(TwilioError.ROOM_COMPLETED);
        }
        if (!isGranted(room.sid(), grant)) {
            throw new TwilioException(TwilioError.TOKEN_GRANTS);
        }
        if (room.isFullFor(grant.identity())) {
            throw new TwilioException(TwilioError.ROOM_FULL);
        }
        return room;
    }

    private Room known(String sidOrName) {
        Room room = get(sidOrName);
        if (room == null) {
            throw notFound();
        }
        return room;
    }

    private @Nullable Room get(String sidOrName) {
        Room room = bySid.get(sidOrName);
        return room != null ? room : bySid.get(sidByName.getOrDefault(sidOrName, ""));
    }

    private Room put(@Nullable Room before, Room after, Instant at) {
        bySid.put(after.sid(), after);
        if (after.isInProgress()) {
            inProgress.add(after.sid());
            expiries.put(new Due(after.nextExpiry(), changes++), after.sid());
            sidByName.put(after.uniqueName(), after.sid());
        } else {
            inProgress.remove(after.sid());
            sidByName.remove(after.uniqueName(), after.sid());
        }
        for (RoomEvent event : RoomEvent.between(before, after, at)) {
            listeners.forEach(listener -> listener.accept(event));
        }
        return after;
    }

    private record Due(Instant at, long change) implements Comparable<Due> {
        private static final Comparator<Due> SOONEST =
                Comparator.comparing(Due::at).thenComparing(Due::change);

        @Override
        public int compareTo(Due other) {
            return SOONEST.compare(this, other);
        }
    }

    private static TwilioException notFound() {
        return new TwilioException(TwilioError.NOT_FOUND);
    }
}
