package org.telemed.core.room;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts while a sweep runs. */
final class SweepTally {
    private final Instant started;
    private final Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
    private int rooms;
    private int ours;
    private int failures;
    private @Nullable RuntimeException firstFailure;

    SweepTally(Instant started) {
        this.started = started;
    }

    void listed(int all, int own) {
        rooms += all;
        ours += own;
    }

    void found(Finding finding) {
        findings.merge(finding, 1, Integer::sum);
    }

    void failed(RuntimeException why) {
        failures++;
        if (firstFailure == null) {
            firstFailure = why;
        }
    }

    Instant started() {
        return started;
    }

    SweepReport report(Clock clock, boolean complete, boolean dryRun) {
        return new SweepReport(
                started,
                Duration.between(started, clock.instant()),
                rooms,
                ours,
                Map.copyOf(findings),
                failures,
                Optional.ofNullable(firstFailure),
                complete,
                dryRun);
    }
}
