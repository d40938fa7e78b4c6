package org.telemed.core.video;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Passes every call on to another provider. Subclasses change some of them. */
public abstract class ForwardingVideoProvider implements VideoProvider {
    private final VideoProvider provider;

    protected ForwardingVideoProvider(VideoProvider provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Room> open(RoomRequest request) {
        return provider.open(request);
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return provider.find(id);
    }

    @Override
    public Optional<Room> findInProgress(String name) {
        return provider.findInProgress(name);
    }

    @Override
    public void complete(RoomId id) {
        provider.complete(id);
    }

    @Override
    public RoomPage listInProgress(Optional<String> cursor) {
        return provider.listInProgress(cursor);
    }

    @Override
    public RoomPage listCompleted(Instant createdAfter, Optional<String> cursor) {
        return provider.listCompleted(createdAfter, cursor);
    }

    @Override
    public List<RoomParticipant> connected(RoomId id) {
        return provider.connected(id);
    }

    @Override
    public List<RoomParticipant> everyStay(RoomId id) {
        return provider.everyStay(id);
    }

    @Override
    public void disconnect(RoomId room, String participantId) {
        provider.disconnect(room, participantId);
    }
}
