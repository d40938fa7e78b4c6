package org.telemed.core.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.reconcile.ReconcileResult;

/** Counts while a sweep runs. */
final class SweepReportBuilder {
    /** One room that the vendor fails at says nothing about the vendor; several after each other do. */
    private static final int MOST_OUTAGES_IN_A_ROW = 3;

    private final Instant started;
    private final Map<ReconcileResult, Integer> findings = new EnumMap<>(ReconcileResult.class);
    private int rooms;
    private int ours;
    private int failures;
    private @Nullable RuntimeException firstFailure;
    private int outagesInARow;
    private boolean stopped;

    SweepReportBuilder(Instant started) {
        this.started = started;
    }

    void listed(int all, int own) {
        rooms += all;
        ours += own;
    }

    void found(ReconcileResult finding) {
        findings.merge(finding, 1, Integer::sum);
    }

    /** Something was looked at without a failure. */
    void worked() {
        outagesInARow = 0;
    }

    void failed(RuntimeException why) {
        failures++;
        if (why instanceof TelemedException told) {
            outagesInARow += isOutage(told.reason()) ? 1 : 0;
            stopped |= outagesInARow == MOST_OUTAGES_IN_A_ROW || told.reason() == Reason.PROVIDER_THROTTLED;
        }
        if (firstFailure == null) {
            firstFailure = why;
        }
    }

    private static boolean isOutage(Reason reason) {
        return reason == Reason.PROVIDER_DOWN || reason == Reason.PROVIDER_TIMEOUT;
    }

    /** Whether the vendor is in such a state that the next run should go on rather than this one. */
    boolean isStopped() {
        return stopped;
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
