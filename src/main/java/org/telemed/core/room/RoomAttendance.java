package org.telemed.core.room;

import org.telemed.core.encounter.EncounterId;
import org.telemed.core.participant.AttendanceLog;
import org.telemed.core.participant.AttendanceLog.Entry;
import org.telemed.core.participant.AttendanceLog.Kind;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.VideoProvider;

/** Fills in what the vendor's callbacks missed of who came and went, from the vendor's own record of a room. */
public final class RoomAttendance {
    private final VideoProvider provider;
    private final AttendanceLog log;

    public RoomAttendance(VideoProvider provider, AttendanceLog log) {
        this.provider = provider;
        this.log = log;
    }

    /** Reads the stays of a room that is over, once, and keeps what is not kept yet. */
    public void fillIn(EncounterId encounter, RoomId room) {
        for (RoomParticipant stay : provider.everyStay(room)) {
            log.keep(new Entry(encounter, room, stay.id(), stay.identity(), Kind.JOINED, stay.joinedAt()));
            stay.leftAt()
                    .ifPresent(at -> log.keep(new Entry(encounter, room, stay.id(), stay.identity(), Kind.LEFT, at)));
        }
    }
}
