package org.telemed.core.video;

/**
 * The properties of a room to open.
 *
 * @param name unique among the rooms in progress, opaque to the vendor
 * @param maxParticipants 1 to 50
 */
public record RoomRequest(String name, int maxParticipants) {
    public static final int MOST_PARTICIPANTS = 50;

    /** Whether a room can have this many participants. */
    public static boolean isPossible(int maxParticipants) {
        return maxParticipants >= 1 && maxParticipants <= MOST_PARTICIPANTS;
    }
}
