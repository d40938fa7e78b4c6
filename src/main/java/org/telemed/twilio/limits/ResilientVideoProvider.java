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
    private final LimitedCalls calls;
    private final TelemedEvents events;

    ResilientVideoProvider(VideoProvider provider, LimitedCalls calls, TelemedEvents events) {
        this.events = events;
        this.provider = provider;
        this.calls = calls;
    }

    /** {@inheritDoc} A retry after a lost answer finds the name taken by the room that the first try opened. */
    @Override
    public Optional<Room> open(RoomRequest request) {
        return calls.write("open", () -> provider.open(request));
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return calls.read("find", () -> provider.find(id));
    }

    @Override
    public Optional<Room> findInProgress(String name) {
        return calls.read("findInProgress", () -> provider.findInProgress(name));
    }

    @Override
    public void complete(RoomId id) {
        calls.write("complete", () -> {
            provider.complete(id);
            return id;
        });
        events.roomCompleted();
    }

    @Override
    public RoomPage listInProgress(Optional<String> cursor) {
        return calls.read("listInProgress", () -> provider.listInProgress(cursor));
    }

    @Override
    public RoomPage listCompleted(Instant createdAfter, Optional<String> cursor) {
        return calls.read("listCompleted", () -> provider.listCompleted(createdAfter, cursor));
    }

    @Override
    public List<RoomParticipant> connected(RoomId id) {
        return calls.read("connected", () -> provider.connected(id));
    }

    @Override
    public List<RoomParticipant> everyStay(RoomId id) {
        return calls.read("everyStay", () -> provider.everyStay(id));
    }

    @Override
    public void disconnect(RoomId room, String participantId) {
        calls.write("disconnect", () -> {
            provider.disconnect(room, participantId);
            return room;
        });
    }
}
