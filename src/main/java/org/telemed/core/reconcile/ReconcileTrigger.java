package org.telemed.core.reconcile;

import java.time.Duration;
import java.util.Set;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.room.RoomNaming;

/**
 * Schedules the reconciliation of an Encounter's room on a background thread. One that fails because the vendor cannot be asked
 * is tried once more after a few seconds, so that somebody who was removed during a short disturbance is not in until the sweep.
 */
public final class ReconcileTrigger {
    private static final Duration RETRIED_AFTER = Duration.ofSeconds(3);
    private static final Set<Reason> VENDOR_CANNOT_BE_ASKED =
            Set.of(Reason.PROVIDER_DOWN, Reason.PROVIDER_TIMEOUT, Reason.PROVIDER_THROTTLED);

    private final ReconcileQueue queue;
    private final RoomReconciler reconciler;
    private final RoomNaming naming;
    private final Duration retriedAfter;

    public ReconcileTrigger(ReconcileQueue queue, RoomReconciler reconciler, RoomNaming naming) {
        this(queue, reconciler, naming, RETRIED_AFTER);
    }

    ReconcileTrigger(ReconcileQueue queue, RoomReconciler reconciler, RoomNaming naming, Duration retriedAfter) {
        this.naming = naming;
        this.queue = queue;
        this.reconciler = reconciler;
        this.retriedAfter = retriedAfter;
    }

    /** Schedules a reconciliation as soon as possible. */
    public void reconcileSoon(EncounterId encounter) {
        reconcileSoon(encounter, Duration.ZERO);
    }

    /** Schedules a reconciliation, at least that long after the last one of the same Encounter. */
    void reconcileSoon(EncounterId encounter, Duration minInterval) {
        if (naming.isUsable(encounter)) {
            queue.schedule(keyOf(encounter), minInterval, () -> reconcileWithRetry(encounter));
        }
    }

    private void reconcileWithRetry(EncounterId encounter) {
        try {
            reconciler.reconcile(encounter);
        } catch (TelemedException failure) {
            boolean isRetried = VENDOR_CANNOT_BE_ASKED.contains(failure.reason())
                    && queue.scheduleAfter(retriedAfter, keyOf(encounter), () -> reconciler.reconcile(encounter));
            if (!isRetried) {
                throw failure;
            }
        }
    }

    private static String keyOf(EncounterId encounter) {
        return "reconcile " + encounter;
    }

    /** A token was issued to whom the vendor knows by that identity. */
    public void tokenIssued(String identity) {
        reconciler.tokenIssued(identity);
    }

    /** Schedules other work after a delay; work of the same key runs once. */
    public void runAfter(Duration delay, String key, Runnable work) {
        queue.scheduleAfter(delay, key, work);
    }
}
