package org.telemed.twilio.rooms;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.telemed.core.setting.SettingChecks;
import org.telemed.core.video.RoomSettings;

/**
 * Twilio's limits for the settings of a room: timeouts of whole minutes, 1 to 60; stays of whole seconds, 600 to 86400; and
 * a media region such as de1 or gll.
 *
 * @see <a href="https://www.twilio.com/docs/video/api/rooms-resource">Twilio's Rooms resource</a>, the source of the limits
 */
public final class RoomLimits {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String TIMEOUT = "must be whole minutes between 1 minute and 60 minutes";

    private RoomLimits() {}

    /**
     * Refuses settings that Twilio would refuse.
     *
     * @throws org.telemed.core.setting.InvalidSettingsException naming them
     */
    public static void require(RoomSettings rooms) {
        new SettingChecks()
                .require(isWholeMinutesUpToAnHour(rooms.unusedTimeout()), "unusedTimeout", TIMEOUT, "60m")
                .require(isWholeMinutesUpToAnHour(rooms.emptyTimeout()), "emptyTimeout", TIMEOUT, "60m")
                .require(
                        isStay(rooms.maxParticipantDuration()),
                        "maxParticipantDuration",
                        "must be whole seconds between 10 minutes and 24 hours",
                        "4h")
                .require(
                        rooms.mediaRegion().stream().allMatch(region -> region.matches("[a-z]{2,3}[0-9]{0,2}")),
                        "mediaRegion",
                        "must be a code of Twilio's such as de1 or gll, or not be set at all",
                        "gll")
                .refuseInvalid();
    }

    /** @throws org.telemed.core.setting.InvalidSettingsException for a status callback that Twilio cannot call */
    static void requireCallable(URI statusCallback) {
        new SettingChecks()
                .require(
                        statusCallback.isAbsolute()
                                && statusCallback.getHost() != null
                                && statusCallback.getRawFragment() == null,
                        "statusCallback",
                        "must be the absolute URL at which Twilio reaches this server",
                        "https://fhir.example.org")
                .refuseInvalid();
    }

    private static boolean isStay(Duration longest) {
        return isWhole(longest, ChronoUnit.SECONDS) && longest.toSeconds() >= 600 && longest.toSeconds() <= 86_400;
    }

    private static boolean isWholeMinutesUpToAnHour(Duration timeout) {
        return isWhole(timeout, ChronoUnit.MINUTES)
                && timeout.compareTo(Duration.ZERO) > 0
                && timeout.compareTo(HOUR) <= 0;
    }

    private static boolean isWhole(Duration duration, ChronoUnit unit) {
        return duration.truncatedTo(unit).equals(duration);
    }
}
