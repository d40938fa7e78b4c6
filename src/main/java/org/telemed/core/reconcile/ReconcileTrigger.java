package org.telemed.core.reconcile;

import java.time.Duration;
import org.telemed.core.encounter.EncounterId;

/** Schedules the reconciliation of an Encounter's room on a background thread. */
public final class ReconcileTrigger {
    private final ReconcileQueue queue;
    private final RoomReconciler reconciler;

    public ReconcileTrigger(ReconcileQueue queue, RoomReconciler reconciler) {
        this.queue = queue;
        this.reconciler = reconciler;
    }

    /** Schedules a reconciliation as soon as possible. */
    public void reconcileSoon(EncounterId encounter) {
        reconcileSoon(encounter, Duration.ZERO);
    }

    /** Schedules a reconciliation, at least that long after the last one of the same Encounter. */
    void reconcileSoon(EncounterId encounter, Duration minInterval) {
        if (encounter.canNameARoom()) {
            queue.schedule("reconcile " + encounter, minInterval, () -> reconciler.reconcile(encounter));
        }
    }

    /** Schedules other work after a delay; work of the same key runs once. */
    void runAfter(Duration delay, String key, Runnable work) {
        queue.scheduleAfter(delay, key, work);
    }
}
