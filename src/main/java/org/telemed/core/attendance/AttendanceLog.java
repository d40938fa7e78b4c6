package org.telemed.core.attendance;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.video.RoomId;

/** Port: records joins and leaves in the host's own repository. */
public interface AttendanceLog {
    /** Records the entry. Idempotent: the join or leave of one stay is recorded once. */
    void ensureStored(Entry entry);

    /** Records that every join and leave of the room, which has ended, is recorded. Idempotent. */
    void ensureComplete(EncounterId encounter, RoomId room);

    /** Those of the rooms, given with their Encounters, of which that is recorded, by any node. */
    Set<RoomId> complete(Map<RoomId, EncounterId> rooms);

    /** A join or a leave. */
    enum Kind {
        JOINED,
        LEFT
    }

    /**
     * One participant joined or left a room.
     *
     * @param stay the vendor's id of the stay
     * @param identity how the vendor knows the person
     * @param at by the vendor's clock
     */
    record Entry(EncounterId encounter, RoomId room, String stay, String identity, Kind kind, Instant at) {}
}
