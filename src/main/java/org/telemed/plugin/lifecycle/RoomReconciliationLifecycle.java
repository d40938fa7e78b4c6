package org.telemed.plugin.lifecycle;

import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/** Starts the sweep after the host's start, and stops sweep and queue before the host's repository is closed. */
public final class RoomReconciliationLifecycle implements SmartLifecycle {
    private final Optional<RoomReconciliation> reconciliation;
    private volatile boolean running;

    public RoomReconciliationLifecycle(Optional<RoomReconciliation> reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    public void start() {
        running = true;
        reconciliation.ifPresent(parts -> parts.sweepSchedule().start());
    }

    @Override
    public void stop() {
        running = false;
        reconciliation.ifPresent(parts -> {
            parts.sweepSchedule().close();
            parts.queue().close();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
