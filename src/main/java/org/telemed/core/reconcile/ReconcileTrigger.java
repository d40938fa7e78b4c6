package org.telemed.core.reconcile;

import java.time.Duration;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.room.RoomNaming;

/** Schedules the reconciliation of an Encounter's room on a background thread. */
public final class ReconcileTrigger {
    private final ReconcileQueue queue;
    private final RoomReconciler reconciler;
    private final RoomNaming naming;

    public ReconcileTrigger(ReconcileQueue queue, RoomReconciler reconciler, RoomNaming naming) {
        this.naming = naming;
        this.queue = queue;
        this.reconciler = reconciler;
    }

    /** Schedules a reconciliation as soon as possible. */
    public void reconcileSoon(EncounterId encounter) {
        reconcileSoon(encounter, Duration.ZERO);
    }

    /** Schedules a reconciliation, at least that long after the last one of the same Encounter. */
    void reconcileSoon(EncounterId encounter, Duration minInterval) {
        if (naming.isUsable(encounter)) {
            queue.schedule("reconcile " + encounter, minInterval, () -> reconciler.reconcile(encounter));
        }
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
