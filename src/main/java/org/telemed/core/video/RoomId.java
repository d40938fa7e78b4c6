package org.telemed.core.video;

import java.util.regex.Pattern;

/**
 * The vendor's id of a room, for Twilio its SID.
 *
 * @param value opaque, never empty
 */
public record RoomId(String value) {
    private static final Pattern SID = Pattern.compile("RM[0-9a-f]{32}", Pattern.CASE_INSENSITIVE);

    public RoomId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a room id is not empty");
        }
    }

    /** Whether that has the shape of a room's SID, which no other id may have: a vendor takes either for the room. */
    public static boolean isSid(String value) {
        return SID.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
