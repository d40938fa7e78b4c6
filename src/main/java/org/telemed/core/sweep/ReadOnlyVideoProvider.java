package org.telemed.core.sweep;

import java.util.Optional;
import org.telemed.core.video.ForwardingVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.VideoProvider;

/** Video provider that passes reads on and ignores writes, for a dry run. */
public final class ReadOnlyVideoProvider extends ForwardingVideoProvider {

    /** Passes reads on to that provider. */
    public ReadOnlyVideoProvider(VideoProvider provider) {
        super(provider);
    }

    /** Does nothing. */
    @Override
    public Optional<Room> open(RoomRequest request) {
        return Optional.empty();
    }

    /** Does nothing. */
    @Override
    public void complete(RoomId id) {
        // read-only
    }

    /** Does nothing. */
    @Override
    public void disconnect(RoomId room, String participantId) {
        // read-only
    }
}
