package org.telemed.core.encounter;

import java.util.Optional;
import org.telemed.core.video.RoomId;

/**
 * The video room as an Encounter documents it.
 *
 * @param room the room; empty on a placeholder: a telemed visit that has no room now
 * @param maxParticipants how many may be in it at once, where that is said
 */
public record VirtualService(Optional<RoomId> room, Optional<Integer> maxParticipants) {
    public static VirtualService documenting(RoomId room, int maxParticipants) {
        return new VirtualService(Optional.of(room), Optional.of(maxParticipants));
    }
}
