package org.telemed.core.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telemed.core.video.RoomParticipant;

/**
 * One stay in a room.
 *
 * @param identity the person's identity at the vendor
 * @param joined null if only its end is known
 * @param left null while it lasts
 * @param isAssumedOver whether it only is absent from a list; then it may turn out to last
 */
record Stay(
        String identity, @Nullable Instant joined, @Nullable Instant left, boolean isAssumedOver) {
    Stay {
        // the vendor's lists have whole seconds, its callbacks have more
        joined = joined == null ? null : joined.truncatedTo(ChronoUnit.SECONDS);
        left = left == null ? null : left.truncatedTo(ChronoUnit.SECONDS);
    }

    static Stay of(RoomParticipant participant) {
        Instant left = participant.leftAt().orElse(null);
        return new Stay(
                participant.identity(),
                participant.joinedAt(),
                participant.connected() ? null : left == null ? participant.joinedAt() : left,
                false);
    }

    boolean isOver() {
        return left != null;
    }

    Stay leftAt(Instant time) {
        return new Stay(identity, joined, time, false);
    }

    Stay assumedOver(Instant time) {
        return new Stay(identity, joined, time, true);
    }

    Optional<Instant> joinedAt() {
        return Optional.ofNullable(joined);
    }

    Optional<Instant> end() {
        return Optional.ofNullable(left);
    }
}
