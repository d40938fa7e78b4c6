package org.telemed.twilio.rooms;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.telemed.core.setting.SettingChecks;

/**
 * The settings of every room that we open.
 *
 * @param statusCallback the status callback URL; it also marks a room as ours, so it is set even if callbacks are not
 *     used
 * @param unusedTimeout how long a room stays open if nobody joins, whole minutes, 1 to 60
 * @param emptyTimeout how long a room stays open after the last participant left, whole minutes, 1 to 60
 * @param maxParticipantDuration how long one person may stay connected, whole seconds, 600 to 86400
 * @param mediaRegion the media region, a code such as de1 or gll; empty for the account's default
 * @param record whether everyone is recorded
 * @see <a href="https://www.twilio.com/docs/video/api/rooms-resource">Twilio's Rooms resource</a>, the source of the limits
 */
public record RoomSettings(
        URI statusCallback,
        Duration unusedTimeout,
        Duration emptyTimeout,
        Duration maxParticipantDuration,
        Optional<String> mediaRegion,
        boolean record) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String TIMEOUT = "must be whole minutes between 1 minute and 60 minutes";

    /** @throws org.telemed.core.setting.InvalidSettingsException for what Twilio would refuse */
    public RoomSettings {
        new SettingChecks()
                .require(
                        statusCallback.isAbsolute()
                                && statusCallback.getHost() != null
                                && statusCallback.getRawFragment() == null,
                        "statusCallback",
                        "must be the absolute URL at which Twilio reaches this server",
                        "https://fhir.example.org")
                .require(isWholeMinutesUpToAnHour(unusedTimeout), "unusedTimeout", TIMEOUT, "60m")
                .require(isWholeMinutesUpToAnHour(emptyTimeout), "emptyTimeout", TIMEOUT, "60m")
                .require(
                        isWhole(maxParticipantDuration, ChronoUnit.SECONDS)
                                && maxParticipantDuration.toSeconds() >= 600
                                && maxParticipantDuration.toSeconds() <= 86_400,
                        "maxParticipantDuration",
                        "must be whole seconds between 10 minutes and 24 hours",
                        "4h")
                .require(
                        mediaRegion.stream().allMatch(region -> region.matches("[a-z]{2,3}[0-9]{0,2}")),
                        "mediaRegion",
                        "must be a code of Twilio's such as de1 or gll, or not be set at all",
                        "gll")
                .refuseInvalid();
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
