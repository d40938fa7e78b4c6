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
    public void lookAt(EncounterId encounter) {
        lookAt(encounter, Duration.ZERO);
    }

    /** Schedules a reconciliation, at least that long after the last one of the same Encounter. */
    void lookAt(EncounterId encounter, Duration gap) {
        if (naming.isUsable(encounter)) {
            queue.offer("look " + encounter, gap, () -> reconciler.reconcile(encounter));
        }
    }

    /** Schedules other work after a delay; work of the same key runs once. */
    void laterIn(Duration delay, String key, Runnable work) {
        queue.offerIn(delay, key, work);
    }
}
