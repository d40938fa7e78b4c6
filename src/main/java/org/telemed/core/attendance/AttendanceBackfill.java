package org.telemed.core.attendance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.telemed.core.attendance.AttendanceLog.Entry;
import org.telemed.core.attendance.AttendanceLog.Kind;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.VideoProvider;

/**
 * Adds the joins and leaves that callbacks missed to the attendance log, from the vendor's list of a room's
 * participants.
 */
public final class AttendanceBackfill {
    /** The most rooms that an account can have. */
    private static final int MOST_REMEMBERED = 10_000;

    private final VideoProvider provider;
    private final AttendanceLog log;
    private final Set<RoomId> filledIn = BoundedMap.setOfNewest(MOST_REMEMBERED);

    public AttendanceBackfill(VideoProvider provider, AttendanceLog log) {
        this.provider = provider;
        this.log = log;
    }

    /** Whether this node knows that every stay in the room is recorded, and that all stays have ended. */
    public boolean isFilledIn(RoomId room) {
        return filledIn.contains(room);
    }

    /** Those of the completed rooms, given with their Encounters, that no node has filled in. */
    public Map<RoomId, EncounterId> missing(Map<RoomId, EncounterId> rooms) {
        Set<RoomId> complete = log.complete(rooms);
        filledIn.addAll(complete);
        Map<RoomId, EncounterId> missing = new LinkedHashMap<>(rooms);
        missing.keySet().removeIf(filledIn::contains);
        return missing;
    }

    /** Records every stay in a completed room; a second call for the same room does nothing. */
    public void fillIn(EncounterId encounter, RoomId room) {
        if (isFilledIn(room)) {
            return;
        }
        List<RoomParticipant> stays = provider.everyStay(room);
        for (RoomParticipant stay : stays) {
            log.ensureStored(new Entry(encounter, room, stay.id(), stay.identity(), Kind.JOINED, stay.joinedAt()));
            stay.leftAt()
                    .ifPresent(at ->
                            log.ensureStored(new Entry(encounter, room, stay.id(), stay.identity(), Kind.LEFT, at)));
        }
        if (stays.stream().allMatch(stay -> stay.leftAt().isPresent())) {
            log.ensureComplete(encounter, room);
            filledIn.add(room);
        }
    }
}
