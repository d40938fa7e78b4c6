package org.telemed.plugin.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.telemed.core.audit.AuditQueue;
import org.telemed.core.audit.QueuedAuditTrail;

/** Metrics of the audit trail: what waits, was spilled, was lost. */
public final class AuditMetrics {
    private static final String TRAIL = "trail";

    private AuditMetrics() {}

    /** Registers those of the trail of visits. */
    public static void registerVisits(MeterRegistry registry, QueuedAuditTrail trail) {
        registerQueue(registry, "visits", trail.queue());
        FunctionCounter.builder("telemed.audit.omitted", trail, QueuedAuditTrail::omitted)
                .description(
                        "Entries of the audit trail that were not made, because there were too many refusals of one"
                                + " kind in a minute")
                .register(registry);
    }

    /** Registers those of the trail of reads and writes. */
    public static void registerRecords(MeterRegistry registry, AuditQueue<?> queue) {
        registerQueue(registry, "records", queue);
    }

    private static void registerQueue(MeterRegistry registry, String trail, AuditQueue<?> queue) {
        Gauge.builder("telemed.audit.queued", queue, AuditQueue::waiting)
                .description("Entries of the audit trail that wait in memory to be stored")
                .tag(TRAIL, trail)
                .register(registry);
        counter(registry, "spilled", trail, queue, AuditQueue::spilled, "that were held in a file to be stored later");
        counter(registry, "dropped", trail, queue, AuditQueue::dropped, "that were lost");
    }

    private static void counter(
            MeterRegistry registry,
            String name,
            String trail,
            AuditQueue<?> source,
            ToDoubleFunction<AuditQueue<?>> value,
            String description) {
        FunctionCounter.builder("telemed.audit." + name, source, value)
                .description("Entries of the audit trail " + description)
                .tag(TRAIL, trail)
                .register(registry);
    }
}
