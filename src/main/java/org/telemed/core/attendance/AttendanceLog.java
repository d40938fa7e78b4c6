package org.telemed.core.attendance;

import java.time.Instant;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.video.RoomId;

/** Port: records joins and leaves in the host's own repository. */
@FunctionalInterface
public interface AttendanceLog {
    /** Records the entry. Idempotent: the join or leave of one stay is recorded once. */
    void ensureStored(Entry entry);

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
