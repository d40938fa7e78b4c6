package org.telemed.core.video;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.telemed.core.error.TelemedException;

/** A vendor of video rooms without a network: people come and go as a test says, and rooms lapse by a clock of the test's. */
public final class InMemoryVideoProvider implements VideoProvider {
    public static final String CALLBACK = "https://telemed.example/telemed/twilio/callback";

    private static final Pattern ID = Pattern.compile("RM[0-9a-f]{32}", Pattern.CASE_INSENSITIVE);
    private static final int PAGE_SIZE = 2;

    private final Clock clock;
    private final String callback;
    private final IntFunction<RoomId> ids;
    private final Map<RoomId, HeldRoom> rooms = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Deque<Runnable> beforeCalls = new ArrayDeque<>();
    private int stays;

    public InMemoryVideoProvider(Clock clock) {
        this(clock, CALLBACK, number -> new RoomId("RM%032x".formatted(number)));
    }

    /**
     * Of another vendor.
     *
     * @param callback the status callback of the rooms that it opens
     * @param ids the id of its first room, its second, and so on
     */
    InMemoryVideoProvider(Clock clock, String callback, IntFunction<RoomId> ids) {
        this.clock = clock;
        this.callback = callback;
        this.ids = ids;
    }

    /** Whether that has the shape of a room's id. */
    public static boolean isRoomId(String value) {
        return ID.matcher(value).matches();
    }

    /** What was asked of the vendor so far, as "open visit-1" or "find RM…". */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized void forgetCalls() {
        calls.clear();
    }

    /** Makes the next call fail. */
    public void failNext(TelemedException failure) {
        beforeNext(() -> {
            throw failure;
        });
    }

    /** Something happens just before the next call is carried out; given several times, before the calls after it. */
    public synchronized void beforeNext(Runnable event) {
        beforeCalls.add(event);
    }

    /** Somebody opens a room in the same account, past us. */
    public Room opened(String name, String callback) {
        return opened(new RoomRequest(name, 10), callback);
    }

    private synchronized Room opened(RoomRequest request, String statusCallback) {
        RoomId id = ids.apply(rooms.size() + 1);
        HeldRoom opened = new HeldRoom(id, request, statusCallback, clock.instant());
        rooms.put(id, opened);
        return opened.seenAt(clock.instant());
    }

    /** Somebody completes a room, past us. */
    public synchronized void ended(RoomId id) {
        held(id).ifPresent(room -> room.end(clock.instant()));
    }

    /** Somebody joins a room in progress; who is in it already under that identity is disconnected. */
    public synchronized RoomParticipant joined(RoomId id, String identity) {
        stays++;
        return held(id).orElseThrow().join("PA%032x".formatted(stays), identity, clock.instant());
    }

    /** Somebody leaves. */
    public synchronized void left(RoomId id, String identity) {
        held(id).orElseThrow().leave(stay -> stay.identity().equals(identity), clock.instant());
    }

    /** Who is in the room, without asking as the system under test would. */
    public synchronized List<String> inside(RoomId id) {
        return held(id).orElseThrow().connected().stream()
                .map(RoomParticipant::identity)
                .toList();
    }

    /** Whether the room is in progress, without asking as the system under test would. */
    public synchronized boolean isOpen(RoomId id) {
        return held(id).orElseThrow().seenAt(clock.instant()).inProgress();
    }

    @Override
    public synchronized Optional<Room> open(RoomRequest request) {
        call("open " + request.name());
        return listed(true).stream().anyMatch(room -> room.name().equals(request.name()))
                ? Optional.empty()
                : Optional.of(opened(request, callback));
    }

    @Override
    public synchronized Optional<Room> find(RoomId id) {
        call("find " + id);
        return held(id).map(room -> room.seenAt(clock.instant()));
    }

    @Override
    public synchronized Optional<Room> findInProgress(String name) {
        call("findInProgress " + name);
        return listed(true).stream().filter(room -> room.name().equals(name)).findFirst();
    }

    @Override
    public synchronized void complete(RoomId id) {
        call("complete " + id);
        ended(id);
    }

    @Override
    public synchronized RoomPage listInProgress(Optional<String> cursor) {
        call("list");
        return page(listed(true), cursor);
    }

    @Override
    public synchronized RoomPage listCompleted(Instant createdAfter, Optional<String> cursor) {
        call("listCompleted");
        return page(
                listed(false).stream()
                        .filter(room -> !room.createdAt().isBefore(createdAfter))
                        .toList(),
                cursor);
    }

    @Override
    public synchronized List<RoomParticipant> connected(RoomId id) {
        call("connected " + id);
        return held(id).map(HeldRoom::connected).orElse(List.of());
    }

    @Override
    public synchronized List<RoomParticipant> everyStay(RoomId id) {
        call("everyStay " + id);
        return held(id).map(HeldRoom::everyStay).orElse(List.of());
    }

    @Override
    public synchronized void disconnect(RoomId room, String participantId) {
        call("disconnect " + participantId);
        held(room).ifPresent(held -> held.leave(stay -> stay.id().equals(participantId), clock.instant()));
    }

    private void call(String name) {
        calls.add(name);
        Runnable event = beforeCalls.poll();
        if (event != null) {
            event.run();
        }
    }

    private static RoomPage page(List<Room> all, Optional<String> cursor) {
        int from = cursor.map(Integer::parseInt).orElse(0);
        int to = Math.min(from + PAGE_SIZE, all.size());
        return new RoomPage(
                List.copyOf(all.subList(Math.min(from, to), to)),
                to < all.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
    }

    private List<Room> listed(boolean inProgress) {
        Instant now = clock.instant();
        return rooms.values().stream()
                .map(room -> room.seenAt(now))
                .filter(room -> room.inProgress() == inProgress)
                .toList();
    }

    private Optional<HeldRoom> held(RoomId id) {
        Optional<HeldRoom> held = Optional.ofNullable(rooms.get(id));
        held.ifPresent(room -> room.lapse(clock.instant()));
        return held;
    }

    /** A room as the vendor keeps it. */
    private static final class HeldRoom {
        private static final Duration TIMEOUT = Duration.ofMinutes(60);
        private static final Duration LONGEST_LIFE = Duration.ofHours(24);

        private final RoomId id;
        private final RoomRequest request;
        private final String callback;
        private final Instant createdAt;
        private final List<RoomParticipant> stays = new ArrayList<>();
        private boolean over;

        HeldRoom(RoomId id, RoomRequest request, String callback, Instant createdAt) {
            this.id = id;
            this.request = request;
            this.callback = callback;
            this.createdAt = createdAt;
        }

        RoomParticipant join(String stayId, String identity, Instant now) {
            if (over) {
                throw new IllegalStateException("nobody joins a room that is over");
            }
            leave(stay -> stay.identity().equals(identity), now);
            RoomParticipant stay = new RoomParticipant(stayId, identity, true, now, Optional.empty());
            stays.add(stay);
            return stay;
        }

        void leave(Predicate<RoomParticipant> who, Instant now) {
            stays.replaceAll(stay -> stay.connected() && who.test(stay)
                    ? new RoomParticipant(stay.id(), stay.identity(), false, stay.joinedAt(), Optional.of(now))
                    : stay);
        }

        void end(Instant now) {
            leave(stay -> true, now);
            over = true;
        }

        void lapse(Instant now) {
            Instant oldest = createdAt.plus(LONGEST_LIFE);
            if (!over && !now.isBefore(oldest)) {
                end(oldest);
            } else if (!over
                    && connected().isEmpty()
                    && !now.isBefore(idleSince().plus(TIMEOUT))) {
                end(now);
            }
        }

        private Instant idleSince() {
            return stays.stream()
                    .flatMap(stay -> stay.leftAt().stream())
                    .reduce(createdAt, (a, b) -> a.isAfter(b) ? a : b);
        }

        List<RoomParticipant> connected() {
            return stays.stream().filter(RoomParticipant::connected).toList();
        }

        List<RoomParticipant> everyStay() {
            return List.copyOf(stays);
        }

        Room seenAt(Instant now) {
            lapse(now);
            return new Room(
                    id, request.name(), callback, !over, createdAt, now, TIMEOUT, TIMEOUT, request.maxParticipants());
        }
    }
}
