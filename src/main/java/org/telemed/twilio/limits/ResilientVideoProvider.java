package org.telemed.twilio.limits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomPage;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.VideoProvider;

/** Decorates a video provider with the limits, retries and circuit breaker of one purpose. */
final class ResilientVideoProvider implements VideoProvider {
    private final VideoProvider provider;
    private final ResilientCalls calls;
    private final RateLimit reads;
    private final RateLimit writes;
    private final TelemedEvents events;

    ResilientVideoProvider(
            VideoProvider provider, ResilientCalls calls, RateLimit reads, RateLimit writes, TelemedEvents events) {
        this.events = events;
        this.provider = provider;
        this.calls = calls;
        this.reads = reads;
        this.writes = writes;
    }

    /** {@inheritDoc} A retry after a lost answer finds the name taken by the room that the first try opened. */
    @Override
    public Optional<Room> open(RoomRequest request) {
        return calls.send("open", writes, () -> provider.open(request));
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return calls.send("find", reads, () -> provider.find(id));
    }

    @Override
    public Optional<Room> findInProgress(String name) {
        return calls.send("findInProgress", reads, () -> provider.findInProgress(name));
    }

    @Override
    public void complete(RoomId id) {
        calls.send("complete", writes, () -> {
            provider.complete(id);
            return id;
        });
        events.roomCompleted();
    }

    @Override
    public RoomPage listInProgress(Optional<String> cursor) {
        return calls.send("listInProgress", reads, () -> provider.listInProgress(cursor));
    }

    @Override
    public RoomPage listCompleted(Instant createdAfter, Optional<String> cursor) {
        return calls.send("listCompleted", reads, () -> provider.listCompleted(createdAfter, cursor));
    }

    @Override
    public List<RoomParticipant> connected(RoomId id) {
        return calls.send("connected", reads, () -> provider.connected(id));
    }

    @Override
    public List<RoomParticipant> everyStay(RoomId id) {
        return calls.send("everyStay", reads, () -> provider.everyStay(id));
    }

    @Override
    public void disconnect(RoomId room, String participantId) {
        calls.send("disconnect", writes, () -> {
            provider.disconnect(room, participantId);
            return room;
        });
    }
}
