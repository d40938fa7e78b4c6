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
import org.telemed.core.error.TelemedException;

/** A vendor of video rooms without a network: nobody ever joins, so a room lives until its unused timeout. */
public final class InMemoryVideoProvider implements VideoProvider {
    public static final String CALLBACK = "https://telemed.example/telemed/twilio/callback";

    private static final Duration TIMEOUT = Duration.ofMinutes(60);
    private static final int PAGE_SIZE = 2;

    private final Clock clock;
    private final Map<RoomId, Held> rooms = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Deque<Runnable> beforeCalls = new ArrayDeque<>();

    public InMemoryVideoProvider(Clock clock) {
        this.clock = clock;
    }

    private record Held(RoomRequest request, String callback, Instant createdAt, boolean completed) {}

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
    public synchronized Room opened(String name, String callback) {
        RoomId id = new RoomId("RM%032x".formatted(rooms.size() + 1));
        rooms.put(id, new Held(new RoomRequest(name, 10), callback, clock.instant(), false));
        return room(id);
    }

    /** Somebody completes a room, past us. */
    public synchronized void ended(RoomId id) {
        rooms.computeIfPresent(id, (any, held) -> new Held(held.request(), held.callback(), held.createdAt(), true));
    }

    @Override
    public synchronized Optional<Room> open(RoomRequest request) {
        call("open " + request.name());
        if (roomsInProgress().stream().anyMatch(room -> room.name().equals(request.name()))) {
            return Optional.empty();
        }
        Room opened = opened(request.name(), CALLBACK);
        rooms.put(opened.id(), new Held(request, CALLBACK, clock.instant(), false));
        return Optional.of(room(opened.id()));
    }

    @Override
    public synchronized Optional<Room> find(RoomId id) {
        call("find " + id);
        return rooms.containsKey(id) ? Optional.of(room(id)) : Optional.empty();
    }

    @Override
    public synchronized Optional<Room> findInProgress(String name) {
        call("findInProgress " + name);
        return roomsInProgress().stream()
                .filter(room -> room.name().equals(name))
                .findFirst();
    }

    @Override
    public synchronized void complete(RoomId id) {
        call("complete " + id);
        ended(id);
    }

    @Override
    public synchronized RoomPage listInProgress(Optional<String> cursor) {
        call("list");
        int from = cursor.map(Integer::parseInt).orElse(0);
        List<Room> all = roomsInProgress();
        int to = Math.min(from + PAGE_SIZE, all.size());
        return new RoomPage(
                List.copyOf(all.subList(Math.min(from, to), to)),
                to < all.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
    }

    private void call(String name) {
        calls.add(name);
        Runnable event = beforeCalls.poll();
        if (event != null) {
            event.run();
        }
    }

    private List<Room> roomsInProgress() {
        return rooms.keySet().stream().map(this::room).filter(Room::inProgress).toList();
    }

    private Room room(RoomId id) {
        Held held = rooms.get(id);
        Instant now = clock.instant();
        boolean inProgress = !held.completed() && now.isBefore(held.createdAt().plus(TIMEOUT));
        return new Room(
                id,
                held.request().name(),
                held.callback(),
                inProgress,
                held.createdAt(),
                now,
                TIMEOUT,
                TIMEOUT,
                held.request().maxParticipants());
    }
}
