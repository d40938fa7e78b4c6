package org.telemed.plugin.lifecycle;

import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/** Starts the sweep after the host's start, and stops sweep and queue before the host's repository is closed. */
public final class RoomReconciliationLifecycle implements SmartLifecycle {
    private final Optional<RoomReconciliation> care;
    private volatile boolean running;

    public RoomReconciliationLifecycle(Optional<RoomReconciliation> care) {
        this.care = care;
    }

    @Override
    public void start() {
        running = true;
        care.ifPresent(parts -> parts.sweeps().start());
    }

    @Override
    public void stop() {
        running = false;
        care.ifPresent(parts -> {
            parts.sweeps().close();
            parts.queue().close();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
