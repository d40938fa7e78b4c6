package org.telemed.core.video;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: the vendor of video rooms. Every call may throw {@link org.telemed.core.error.TelemedException} with a reason
 * PROVIDER_THROTTLED, PROVIDER_TIMEOUT, PROVIDER_DOWN or PROVIDER_REFUSED; after a timeout a write may have happened or
 * not. Never call it while a database transaction or connection is held.
 */
public interface VideoProvider {
    /**
     * Opens a room.
     *
     * @return empty if a room of that name is in progress already
     */
    Optional<Room> open(RoomRequest request);

    /** The room of that id, in progress or not; empty if there is none. */
    Optional<Room> find(RoomId id);

    /** The room in progress of that unique name; empty if there is none. */
    Optional<Room> findInProgress(String name);

    /** Ends a room and disconnects everyone in it. Idempotent: one that is over or unknown stays so. */
    void complete(RoomId id);

    /**
     * A page of the rooms in progress, everybody's in the account.
     *
     * @param cursor from the page before; empty for the first
     */
    RoomPage listInProgress(Optional<String> cursor);

    /**
     * A page of the rooms that are over, everybody's in the account.
     *
     * @param createdAfter older ones are left out
     * @param cursor from the page before; empty for the first
     */
    RoomPage listCompleted(Instant createdAfter, Optional<String> cursor);

    /** Everybody who is in the room now; empty for a room that is over or unknown. */
    List<RoomParticipant> connected(RoomId id);

    /** Every stay in the room, over or not; empty for an unknown room. */
    List<RoomParticipant> everyStay(RoomId id);

    /** Throws somebody out. Idempotent: who has left stays out. It revokes no token: they may come back with theirs. */
    void disconnect(RoomId room, String participantId);
}
