package org.telemed.core.encounter;

import java.util.Optional;
import org.telemed.core.video.RoomId;

/**
 * The virtual service entry of an Encounter: its video room and the size of that room.
 *
 * @param room the room; empty for a placeholder: a telemed visit that has no room now
 * @param maxParticipants the most participants at a time; empty if not set
 * @param waitingRoom whether participants wait until they are admitted; empty if the server's setting decides
 */
public record VirtualService(Optional<RoomId> room, Optional<Integer> maxParticipants, Optional<Boolean> waitingRoom) {
    /** A telemed visit that has no room now. */
    public static final VirtualService PLACEHOLDER = new VirtualService(Optional.empty(), Optional.empty());

    /** One that says nothing of a waiting room. */
    public VirtualService(Optional<RoomId> room, Optional<Integer> maxParticipants) {
        this(room, maxParticipants, Optional.empty());
    }

    public static VirtualService documenting(RoomId room, int maxParticipants) {
        return new VirtualService(Optional.of(room), Optional.of(maxParticipants));
    }

    /** The same with what the visit says of a waiting room. */
    public VirtualService withWaitingRoom(Optional<Boolean> newWaitingRoom) {
        return new VirtualService(room, maxParticipants, newWaitingRoom);
    }

    /** The same without its room, as an ended room leaves it. */
    public VirtualService asPlaceholder() {
        return new VirtualService(Optional.empty(), maxParticipants, waitingRoom);
    }
}
