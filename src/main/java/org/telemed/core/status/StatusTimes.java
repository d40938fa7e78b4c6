package org.telemed.core.status;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.membership.Membership;

/** Collects when a status changes by itself, to find the earliest time. */
final class StatusTimes {
    private final StatusRule rule;
    private final TelemedEncounter encounter;
    private final Instant now;
    private @Nullable Instant earliest;

    StatusTimes(StatusRule rule, TelemedEncounter encounter, Instant now) {
        this.rule = rule;
        this.encounter = encounter;
        this.now = now;
    }

    void add(Membership membership) {
        earliest = next(rule.changesAt(encounter, membership, now)).orElse(null);
    }

    /** The earlier of all that was added and this one. */
    Optional<Instant> next(Optional<Instant> other) {
        return Stream.concat(Stream.ofNullable(earliest), other.stream()).min(Instant::compareTo);
    }
}
