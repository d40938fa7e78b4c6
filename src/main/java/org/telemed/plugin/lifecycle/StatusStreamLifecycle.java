package org.telemed.plugin.lifecycle;

import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/** Ends the open streams before the web server waits for its last requests. */
public final class StatusStreamLifecycle implements SmartLifecycle {
    private final Optional<VisitStatus> status;
    private volatile boolean running;

    public StatusStreamLifecycle(Optional<VisitStatus> status) {
        this.status = status;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        status.ifPresent(stopped -> stopped.watch().close());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
