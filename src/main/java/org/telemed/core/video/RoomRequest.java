package org.telemed.core.video;

import org.telemed.core.setting.SettingChecks;

/**
 * The properties of a room to open.
 *
 * @param name unique among the rooms in progress, opaque to the vendor
 * @param maxParticipants 1 to 50
 */
public record RoomRequest(String name, int maxParticipants) {
    public static final int MOST_PARTICIPANTS = 50;

    /**
     * Refuses a number of participants that no room can be for.
     *
     * @throws org.telemed.core.setting.InvalidSettingsException naming it
     */
    public static void requirePossible(int maxParticipants) {
        new SettingChecks()
                .require(
                        isPossible(maxParticipants),
                        "maxParticipants",
                        "must be a whole number from 1 to " + MOST_PARTICIPANTS,
                        "" + MOST_PARTICIPANTS)
                .refuseInvalid();
    }

    /** Whether a room can have this many participants. */
    public static boolean isPossible(int maxParticipants) {
        return maxParticipants >= 1 && maxParticipants <= MOST_PARTICIPANTS;
    }
}
