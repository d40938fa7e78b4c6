package org.telemed.core.video;

import java.time.Duration;
import java.time.Instant;

/**
 * A room as the vendor describes it.
 *
 * @param name its unique name; its id if it has none
 * @param statusCallback the URL of the status callback; empty if none
 * @param inProgress whether it can be joined
 * @param createdAt by the vendor's clock
 * @param observedAt the time of this answer, by the vendor's clock
 * @param unusedTimeout how long it stays open if nobody joins
 * @param emptyTimeout how long it stays open after the last participant left
 * @param maxParticipants the most participants at a time
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
     * How long after {@code observedAt} the room stays open whatever participants do, unless it is completed: until its
     * creation plus the shorter of the two timeouts. Zero or less: it may end at any time.
     */
    public Duration guaranteedLifetime() {
        if (!inProgress) {
            return Duration.ZERO;
        }
        Duration timeout = unusedTimeout.compareTo(emptyTimeout) < 0 ? unusedTimeout : emptyTimeout;
        return timeout.minus(Duration.between(createdAt, observedAt));
    }
}
