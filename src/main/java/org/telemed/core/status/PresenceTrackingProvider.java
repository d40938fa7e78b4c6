package org.telemed.core.status;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.telemed.core.video.ForwardingVideoProvider;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.VideoProvider;

/** Passes on all calls, and what they tell of who is connected to {@link RoomPresence}, which then need not ask. */
public final class PresenceTrackingProvider extends ForwardingVideoProvider {
    private final RoomPresence presence;
    private final Clock clock;

    public PresenceTrackingProvider(VideoProvider provider, RoomPresence presence, Clock clock) {
        super(provider);
        this.presence = presence;
        this.clock = clock;
    }

    @Override
    public void complete(RoomId id) {
        super.complete(id);
        presence.ended(id);
    }

    @Override
    public List<RoomParticipant> connected(RoomId id) {
        Instant asked = clock.instant();
        List<RoomParticipant> connected = super.connected(id);
        presence.observed(id, connected, asked);
        return connected;
    }

    @Override
    public void disconnect(RoomId room, String participantId) {
        super.disconnect(room, participantId);
        presence.disconnected(room, participantId);
    }
}
