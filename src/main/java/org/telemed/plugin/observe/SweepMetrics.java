package org.telemed.plugin.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.telemed.core.reconcile.ReconcileQueue;
import org.telemed.core.reconcile.ReconcileResult;
import org.telemed.core.sweep.SweepReport;

/** Counts this node's sweeps and reconciliations with Micrometer. Every tag has few values, and none is an id. */
public final class SweepMetrics {
    private static final String RESULTS = "telemed.sweep.results";
    private static final String REPAIRS = "telemed.sweep.repairs";
    private static final String FAILURES = "telemed.sweep.failures";

    private final MeterRegistry registry;
    private final AtomicReference<@Nullable SweepReport> last = new AtomicReference<>();

    /** Registers all counters at zero, so that alarms can be set before the first event. */
    public SweepMetrics(MeterRegistry registry, ReconcileQueue queue) {
        this.registry = registry;
        for (ReconcileResult result : ReconcileResult.values()) {
            found(result, 0);
        }
        countRepairs(0);
        countFailures(0);
        lastSweep();
        work(queue);
    }

    private void lastSweep() {
        Gauge.builder("telemed.sweep.last", last, sweep -> endOf(sweep.get()))
                .description("When the last sweep of this node ended, in seconds since 1970")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("telemed.sweep.complete", last, sweep -> isComplete(sweep.get()))
                .description("1 if the last sweep of this node read the whole list of rooms")
                .register(registry);
    }

    private void work(ReconcileQueue queue) {
        Gauge.builder("telemed.reconcile.queued", queue, ReconcileQueue::waiting)
                .description("Reconciliations of rooms that wait to be done")
                .register(registry);
        FunctionCounter.builder("telemed.reconcile.rejected", queue, ReconcileQueue::rejected)
                .description("Reconciliations that the queue had no place for; the next sweep does them")
                .register(registry);
        FunctionCounter.builder("telemed.reconcile.failed", queue, ReconcileQueue::failed)
                .description("Reconciliations that failed; the next sweep tries again")
                .register(registry);
    }

    /** Records the report of a sweep. */
    public void swept(SweepReport report) {
        Timer.builder("telemed.sweep")
                .description("Sweeps of this node, and how long they took")
                .register(registry)
                .record(report.took());
        report.resultCounts().forEach(this::found);
        countRepairs(report.repairs());
        countFailures(report.failures());
        last.set(report);
    }

    private void found(ReconcileResult result, int times) {
        Counter.builder(RESULTS)
                .description("The results of comparing a room with its Encounter in sweeps")
                .tag("result", name(result))
                .register(registry)
                .increment(times);
    }

    private void countRepairs(int times) {
        count(REPAIRS, "Rooms that sweeps closed, replaced or removed somebody from", times);
    }

    private void countFailures(int times) {
        count(FAILURES, "Rooms that sweeps could not look at", times);
    }

    private void count(String meter, String description, int times) {
        Counter.builder(meter).description(description).register(registry).increment(times);
    }

    private static double endOf(@Nullable SweepReport report) {
        return report == null
                ? Double.NaN
                : report.started().plus(report.took()).toEpochMilli() / 1000.0;
    }

    private static double isComplete(@Nullable SweepReport report) {
        return report == null ? Double.NaN : report.complete() ? 1 : 0;
    }

    private static String name(ReconcileResult result) {
        return result.code();
    }
}
