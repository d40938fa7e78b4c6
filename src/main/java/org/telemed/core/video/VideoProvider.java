package org.telemed.core.video;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: opens, finds, lists and completes rooms at the video vendor, and lists and disconnects participants. Every call
 * may throw {@link org.telemed.core.error.TelemedException} with a reason PROVIDER_THROTTLED, PROVIDER_TIMEOUT,
 * PROVIDER_DOWN or PROVIDER_REFUSED; after a timeout a write may have happened or not. Never call it while a database
 * transaction or connection is held.
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

    /** Completes a room, which disconnects everyone in it. Idempotent: does nothing if it has ended or is unknown. */
    void complete(RoomId id);

    /**
     * A page of all rooms in progress in the account, including those of other deployments.
     *
     * @param cursor from the page before; empty for the first
     */
    RoomPage listInProgress(Optional<String> cursor);

    /**
     * A page of all completed rooms in the account, including those of other deployments.
     *
     * @param createdAfter older ones are left out
     * @param cursor from the page before; empty for the first
     */
    RoomPage listCompleted(Instant createdAfter, Optional<String> cursor);

    /** The participants connected now; empty for a room that has ended or is unknown. */
    List<RoomParticipant> connected(RoomId id);

    /** Every stay in the room, ended or not; empty for an unknown room. */
    List<RoomParticipant> everyStay(RoomId id);

    /**
     * Disconnects a participant. Idempotent: does nothing if they have left. It does not revoke their token: they can
     * rejoin with it.
     */
    void disconnect(RoomId room, String participantId);
}
