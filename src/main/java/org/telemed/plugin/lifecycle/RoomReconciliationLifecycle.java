package org.telemed.plugin.lifecycle;

import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/** Starts the care of rooms when the host is up, and stops it before the host's repository goes. */
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
