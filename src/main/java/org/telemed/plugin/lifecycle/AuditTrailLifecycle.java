package org.telemed.plugin.lifecycle;

import java.util.Optional;
import org.springframework.context.SmartLifecycle;
import org.telemed.core.audit.QueuedAuditTrail;

/** Starts the audit trail before the web server, and stops it behind the last request, while the repository is open. */
public final class AuditTrailLifecycle implements SmartLifecycle {
    /** Spring Boot's web server has phases close below the default. */
    private static final int BELOW_THE_WEB_SERVER = DEFAULT_PHASE - 4096;

    private final Optional<QueuedAuditTrail> trail;
    private volatile boolean running;

    public AuditTrailLifecycle(Optional<QueuedAuditTrail> trail) {
        this.trail = trail;
    }

    @Override
    public void start() {
        running = true;
        trail.ifPresent(started -> started.queue().start());
    }

    @Override
    public void stop() {
        running = false;
        trail.ifPresent(stopped -> stopped.queue().close());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BELOW_THE_WEB_SERVER;
    }
}
