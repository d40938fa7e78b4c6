package org.telemed.plugin.lifecycle;

import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.telemed.core.audit.AuditQueue;

/** Starts the audit trail before the web server, and stops it behind the last request, while the repository is open. */
public final class AuditTrailLifecycle implements SmartLifecycle {
    /** Spring Boot's web server has phases close below the default. */
    private static final int BELOW_THE_WEB_SERVER = DEFAULT_PHASE - 4096;

    private final List<AuditQueue<?>> queues;
    private volatile boolean running;

    public AuditTrailLifecycle(List<AuditQueue<?>> queues) {
        this.queues = List.copyOf(queues);
    }

    @Override
    public void start() {
        running = true;
        queues.forEach(AuditQueue::start);
    }

    @Override
    public void stop() {
        running = false;
        queues.forEach(AuditQueue::close);
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
