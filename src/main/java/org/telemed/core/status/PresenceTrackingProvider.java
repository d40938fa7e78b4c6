package org.telemed.core.status;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomPage;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.VideoProvider;

/** Passes on all calls, and what they tell of who is connected to {@link RoomPresence}, which then need not ask. */
public final class PresenceTrackingProvider implements VideoProvider {
    private final VideoProvider provider;
    private final RoomPresence presence;
    private final Clock clock;

    public PresenceTrackingProvider(VideoProvider provider, RoomPresence presence, Clock clock) {
        this.provider = provider;
        this.presence = presence;
        this.clock = clock;
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
        presence.ended(id);
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
        Instant asked = clock.instant();
        List<RoomParticipant> connected = provider.connected(id);
        presence.observed(id, connected, asked);
        return connected;
    }

    @Override
    public List<RoomParticipant> everyStay(RoomId id) {
        return provider.everyStay(id);
    }

    @Override
    public void disconnect(RoomId room, String participantId) {
        provider.disconnect(room, participantId);
        presence.disconnected(room, participantId);
    }
}
