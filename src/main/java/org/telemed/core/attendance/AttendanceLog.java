package org.telemed.core.attendance;

import java.time.Instant;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.video.RoomId;

/** Port: who came and went when, kept in the host's own repository. */
@FunctionalInterface
public interface AttendanceLog {
    /** Keeps the entry. Idempotent: the same stay's coming, or its going, is kept once. */
    void ensureStored(Entry entry);

    /** Whether somebody came or went. */
    enum Kind {
        JOINED,
        LEFT
    }

    /**
     * Somebody came or went.
     *
     * @param stay the vendor's id of the stay
     * @param identity how the vendor knows the person
     * @param at by the vendor's clock
     */
    record Entry(EncounterId encounter, RoomId room, String stay, String identity, Kind kind, Instant at) {}
}
