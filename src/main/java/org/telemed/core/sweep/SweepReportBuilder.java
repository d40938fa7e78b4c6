package org.telemed.core.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.reconcile.ReconcileResult;

/** Collects the results of a running sweep, and stops it if the vendor is down or throttles. */
final class SweepReportBuilder {
    /** One failed call says nothing about the vendor; several in a row do. */
    private static final int MOST_OUTAGES_IN_A_ROW = 3;

    /** From a change of an Encounter until its trigger has certainly been handled, unless something was lost. */
    private static final Duration TIME_FOR_TRIGGERS = Duration.ofSeconds(10);

    private final Instant started;
    private final Map<ReconcileResult, Integer> resultCounts = new EnumMap<>(ReconcileResult.class);
    private int rooms;
    private int ours;
    private int repairs;
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

    /**
     * Counts a result.
     *
     * @param before the state of the room's Encounter before
     * @return whether it is a repair that triggers had missed
     */
    boolean found(ReconcileResult result, EncounterState before) {
        resultCounts.merge(result, 1, Integer::sum);
        boolean repaired = result.isRepair() && isOverdue(before);
        repairs += repaired ? 1 : 0;
        return repaired;
    }

    /** Whether the triggers of the Encounter's last change had time to do their work. */
    private boolean isOverdue(EncounterState state) {
        return !(state instanceof EncounterState.Stored stored)
                || stored.encounter()
                        .lastUpdated()
                        .filter(started.minus(TIME_FOR_TRIGGERS)::isBefore)
                        .isEmpty();
    }

    /** A room was checked without a failure. */
    void worked() {
        outagesInARow = 0;
    }

    void failed(RuntimeException why) {
        failures++;
        if (why instanceof TelemedException known) {
            outagesInARow += isOutage(known.reason()) ? 1 : 0;
            stopped |= outagesInARow == MOST_OUTAGES_IN_A_ROW || known.reason() == Reason.PROVIDER_THROTTLED;
        }
        if (firstFailure == null) {
            firstFailure = why;
        }
    }

    private static boolean isOutage(Reason reason) {
        return reason == Reason.PROVIDER_DOWN || reason == Reason.PROVIDER_TIMEOUT;
    }

    /** Whether the run must stop, because the vendor is down or throttles. */
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
                Map.copyOf(resultCounts),
                repairs,
                failures,
                Optional.ofNullable(firstFailure),
                complete,
                dryRun);
    }
}
