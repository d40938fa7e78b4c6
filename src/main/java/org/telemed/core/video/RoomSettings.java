package org.telemed.core.video;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings of every room that we open. Each vendor has limits of its own for them: {@link VideoVendor#requirePossible}.
 *
 * @param unusedTimeout how long a room stays open if nobody joins
 * @param emptyTimeout how long a room stays open after the last participant left
 * @param maxParticipantDuration how long one person may stay connected
 * @param mediaRegion the vendor's code of a media region; empty for the account's default
 * @param record whether everyone is recorded
 */
public record RoomSettings(
        Duration unusedTimeout,
        Duration emptyTimeout,
        Duration maxParticipantDuration,
        Optional<String> mediaRegion,
        boolean record) {}
