package org.telemed.core.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.telemed.core.reconcile.ReconcileResult;

/**
 * The result of one sweep.
 *
 * @param rooms number of rooms in progress in the account
 * @param ours number of those that belong to this deployment
 * @param resultCounts number of rooms by result; only checked rooms count
 * @param repairs number of repairs that triggers had missed; in a dry run, of those that would have been made. A room
 *     whose Encounter changed just before is none: its trigger is under way
 * @param failures number of rooms that could not be checked
 * @param firstFailure the exception of the first of them
 * @param complete whether the whole list was read; only then is a room that is not in it gone
 * @param dryRun whether repairs were only counted
 */
public record SweepReport(
        Instant started,
        Duration took,
        int rooms,
        int ours,
        Map<ReconcileResult, Integer> resultCounts,
        int repairs,
        int failures,
        Optional<RuntimeException> firstFailure,
        boolean complete,
        boolean dryRun) {}
