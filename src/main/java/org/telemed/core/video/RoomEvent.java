package org.telemed.core.video;

import java.time.Instant;
import java.util.Optional;

/**
 * A room event reported by the vendor. Events arrive late, twice, in any order or not at all, so they only trigger a
 * check.
 *
 * @param roomName the room's unique name
 * @param at by the vendor's clock
 * @param stay the stay that began or ended, for JOINED and LEFT
 */
public record RoomEvent(Kind kind, RoomId room, String roomName, Instant at, Optional<Stay> stay) {

    /** The kind of event. */
    public enum Kind {
        ROOM_CREATED,
        ROOM_ENDED,
        JOINED,
        LEFT
    }

    /**
     * One stay of a participant in a room.
     *
     * @param id the vendor's id of it
     * @param identity the participant's identity at the vendor
     */
    public record Stay(String id, String identity) {}
}
