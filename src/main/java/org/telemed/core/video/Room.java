package org.telemed.core.video;

import java.time.Duration;
import java.time.Instant;

/**
 * A room as the vendor describes it.
 *
 * @param name its unique name, or its id where it was given none
 * @param statusCallback where the vendor reports to; empty if nowhere
 * @param inProgress whether it can be joined
 * @param createdAt by the vendor's clock
 * @param observedAt when this was read, by the vendor's clock
 * @param unusedTimeout how long it lives if nobody ever joins
 * @param emptyTimeout how long it lives after the last person left
 * @param maxParticipants how many may be in it at once
 */
public record Room(
        RoomId id,
        String name,
        String statusCallback,
        boolean inProgress,
        Instant createdAt,
        Instant observedAt,
        Duration unusedTimeout,
        Duration emptyTimeout,
        int maxParticipants) {

    /**
     * How long from the time of observation it lives whatever people do, unless somebody completes it: until its
     * creation plus the shorter of the two timeouts. Zero or less: it may be gone any time.
     */
    public Duration surelyLivesFor() {
        if (!inProgress) {
            return Duration.ZERO;
        }
        Duration timeout = unusedTimeout.compareTo(emptyTimeout) < 0 ? unusedTimeout : emptyTimeout;
        return timeout.minus(Duration.between(createdAt, observedAt));
    }
}
