package org.telemed.plugin.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.telemed.core.audit.AuditQueue;
import org.telemed.core.audit.QueuedAuditTrail;

/** Metrics of the audit trail: what waits, was spilled, was lost. */
public final class AuditMetrics {
    private AuditMetrics() {}

    /** Registers them. */
    public static void register(MeterRegistry registry, QueuedAuditTrail trail) {
        AuditQueue queue = trail.queue();
        Gauge.builder("telemed.audit.queued", queue, AuditQueue::waiting)
                .description("Entries of the audit trail that wait in memory to be stored")
                .register(registry);
        counter(registry, "spilled", queue, AuditQueue::spilled, "that were held in a file to be stored later");
        counter(registry, "dropped", queue, AuditQueue::dropped, "that were lost");
        counter(
                registry,
                "omitted",
                trail,
                QueuedAuditTrail::omitted,
                "that were not made, because there were too many refusals of one kind in a minute");
    }

    private static <T> void counter(
            MeterRegistry registry, String name, T source, ToDoubleFunction<T> value, String description) {
        FunctionCounter.builder("telemed.audit." + name, source, value)
                .description("Entries of the audit trail " + description)
                .register(registry);
    }
}
