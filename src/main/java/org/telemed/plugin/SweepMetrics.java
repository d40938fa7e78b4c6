package org.telemed.plugin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.telemed.core.room.Finding;
import org.telemed.core.room.KeeperQueue;
import org.telemed.core.room.SweepReport;

/**
 * Counts for Micrometer what this node does to keep rooms in step: its sweeps, and the work between them. Every label has
 * few values, and none is an id.
 */
final class SweepMetrics {
    private static final String FINDINGS = "telemed.sweep.findings";
    private static final String REPAIRS = "telemed.sweep.repairs";
    private static final String FAILURES = "telemed.sweep.failures";

    private final MeterRegistry registry;
    private final AtomicReference<@Nullable SweepReport> last = new AtomicReference<>();

    /** What may never happen is there from the start, as zero, so that an alarm can be set on it. */
    SweepMetrics(MeterRegistry registry, KeeperQueue queue) {
        this.registry = registry;
        for (Finding finding : Finding.values()) {
            registry.counter(FINDINGS, "finding", name(finding));
        }
        registry.counter(REPAIRS);
        registry.counter(FAILURES);
        lastSweep();
        work(queue);
    }

    private void lastSweep() {
        Gauge.builder("telemed.sweep.last", last, sweep -> endOf(sweep.get()))
                .description("When the last sweep of this node ended, in seconds since 1970")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("telemed.sweep.complete", last, sweep -> isComplete(sweep.get()))
                .description("1 if the last sweep saw the whole list of rooms")
                .register(registry);
    }

    private void work(KeeperQueue queue) {
        Gauge.builder("telemed.keeper.waiting", queue, KeeperQueue::waiting)
                .description("How many looks at rooms wait for their turn")
                .register(registry);
        FunctionCounter.builder("telemed.keeper.overflowed", queue, KeeperQueue::overflowed)
                .description("Looks that did not fit and were left to the sweep")
                .register(registry);
        FunctionCounter.builder("telemed.keeper.failed", queue, KeeperQueue::failed)
                .description("Looks that failed and were left to the sweep")
                .register(registry);
    }

    /** A sweep has ended. */
    void swept(SweepReport report) {
        registry.timer("telemed.sweep").record(report.took());
        report.findings()
                .forEach((finding, times) ->
                        registry.counter(FINDINGS, "finding", name(finding)).increment(times));
        registry.counter(REPAIRS).increment(report.repairs());
        registry.counter(FAILURES).increment(report.failures());
        last.set(report);
    }

    private static double endOf(@Nullable SweepReport report) {
        return report == null
                ? Double.NaN
                : report.started().plus(report.took()).toEpochMilli() / 1000.0;
    }

    private static double isComplete(@Nullable SweepReport report) {
        return report == null ? Double.NaN : report.complete() ? 1 : 0;
    }

    private static String name(Finding finding) {
        return finding.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
