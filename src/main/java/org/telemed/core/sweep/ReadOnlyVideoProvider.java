package org.telemed.core.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomPage;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.VideoProvider;

/** Video provider that passes reads on and ignores writes, for a dry run. */
public final class ReadOnlyVideoProvider implements VideoProvider {
    private final VideoProvider provider;

    /** Passes reads on to that provider. */
    public ReadOnlyVideoProvider(VideoProvider provider) {
        this.provider = provider;
    }

    /** Does nothing. */
    @Override
    public Optional<Room> open(RoomRequest request) {
        return Optional.empty();
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return provider.find(id);
    }

    @Override
    public Optional<Room> findInProgress(String name) {
        return provider.findInProgress(name);
    }

    /** Does nothing. */
    @Override
    public void complete(RoomId id) {
        // read-only
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

    /** Does nothing. */
    @Override
    public void disconnect(RoomId room, String participantId) {
        // read-only
    }
}
