package org.telemed.core.reconcile;

import java.time.Duration;
import org.telemed.core.encounter.EncounterId;

/** Where hints go that an Encounter's room may no longer be as it should: to the keeper, on another thread. */
public final class ReconcileTrigger {
    private final ReconcileQueue queue;
    private final RoomReconciler keeper;

    public ReconcileTrigger(ReconcileQueue queue, RoomReconciler keeper) {
        this.queue = queue;
        this.keeper = keeper;
    }

    /** Has the Encounter's room looked at soon. */
    public void lookAt(EncounterId encounter) {
        lookAt(encounter, Duration.ZERO);
    }

    /** Has the Encounter's room looked at, not before that long after the last look. */
    void lookAt(EncounterId encounter, Duration gap) {
        if (encounter.canNameARoom()) {
            queue.offer("look " + encounter, gap, () -> keeper.reconcile(encounter));
        }
    }

    /** Has something done, but not before that long from now; several of the same key are one. */
    void laterIn(Duration delay, String key, Runnable work) {
        queue.offerIn(delay, key, work);
    }
}
