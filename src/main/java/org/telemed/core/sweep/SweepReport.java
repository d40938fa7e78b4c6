package org.telemed.core.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.telemed.core.reconcile.ReconcileResult;

/**
 * What one sweep came to.
 *
 * @param rooms how many rooms in progress the account has
 * @param ours how many of them are this deployment's
 * @param findings how often each was found; only rooms that were looked at count
 * @param failures how many rooms could not be looked at
 * @param firstFailure why the first of them could not
 * @param complete whether the whole list was read; only then does "not in it" mean anything
 * @param dryRun whether nothing was put right
 */
public record SweepReport(
        Instant started,
        Duration took,
        int rooms,
        int ours,
        Map<ReconcileResult, Integer> findings,
        int failures,
        Optional<RuntimeException> firstFailure,
        boolean complete,
        boolean dryRun) {

    /** How much was put right, or would have been. */
    public int repairs() {
        return findings.entrySet().stream()
                .filter(entry -> entry.getKey().isRepair())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
