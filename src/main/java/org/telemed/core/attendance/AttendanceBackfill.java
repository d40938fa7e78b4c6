package org.telemed.core.attendance;

import java.util.List;
import java.util.Set;
import org.telemed.core.attendance.AttendanceLog.Entry;
import org.telemed.core.attendance.AttendanceLog.Kind;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.VideoProvider;

/** Fills in what the vendor's callbacks missed of who came and went, from the vendor's own record of a room. */
public final class AttendanceBackfill {
    /** As many rooms as an account can have. */
    private static final int MOST_REMEMBERED = 10_000;

    private final VideoProvider provider;
    private final AttendanceLog log;
    private final Set<RoomId> filledIn = BoundedMap.setOfNewest(MOST_REMEMBERED);

    public AttendanceBackfill(VideoProvider provider, AttendanceLog log) {
        this.provider = provider;
        this.log = log;
    }

    /** Whether this has read the room's stays, all of them over. */
    public boolean isFilledIn(RoomId room) {
        return filledIn.contains(room);
    }

    /** Reads the stays of a room that is over, once, and keeps what is not kept yet. */
    public void fillIn(EncounterId encounter, RoomId room) {
        if (isFilledIn(room)) {
            return;
        }
        List<RoomParticipant> stays = provider.everyStay(room);
        for (RoomParticipant stay : stays) {
            log.keep(new Entry(encounter, room, stay.id(), stay.identity(), Kind.JOINED, stay.joinedAt()));
            stay.leftAt()
                    .ifPresent(at -> log.keep(new Entry(encounter, room, stay.id(), stay.identity(), Kind.LEFT, at)));
        }
        if (stays.stream().allMatch(stay -> stay.leftAt().isPresent())) {
            filledIn.add(room);
        }
    }
}
