package org.telemed.twilio.http;

import java.util.regex.Pattern;

/** The shape of SIDs. Twilio's paths take names as well, so what has not the shape is not asked for. */
public final class TwilioSid {
    private static final Pattern ROOM = Pattern.compile("RM[0-9a-f]{32}", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARTICIPANT = Pattern.compile("PA[0-9a-f]{32}", Pattern.CASE_INSENSITIVE);

    private TwilioSid() {}

    /** Whether that could be the SID of a room. */
    public static boolean isRoom(String value) {
        return ROOM.matcher(value).matches();
    }

    /** Whether that could be the SID of a participant. */
    public static boolean isParticipant(String value) {
        return PARTICIPANT.matcher(value).matches();
    }
}
