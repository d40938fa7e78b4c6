package org.telemed.core.video;

import java.time.Instant;
import java.util.Optional;

/**
 * What the vendor reports of a room. Reports come late, twice, in any order, or not at all: a hint, no truth.
 *
 * @param roomName the room's unique name
 * @param at by the vendor's clock
 * @param stay whose coming or going it is about, for JOINED and LEFT
 */
public record RoomEvent(Kind kind, RoomId room, String roomName, Instant at, Optional<Stay> stay) {

    /** What happened. */
    public enum Kind {
        ROOM_CREATED,
        ROOM_ENDED,
        JOINED,
        LEFT
    }

    /**
     * One stay of somebody in a room.
     *
     * @param id the vendor's id of it
     * @param identity how the vendor knows the person
     */
    public record Stay(String id, String identity) {}
}
