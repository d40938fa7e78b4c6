package org.telemed.plugin.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.telemed.core.reconcile.ReconcileQueue;
import org.telemed.core.reconcile.ReconcileResult;
import org.telemed.core.sweep.SweepReport;

class SweepMetricsTest {
    private static final Instant STARTED = Instant.parse("2024-05-01T10:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ReconcileQueue queue = new ReconcileQueue(1, 0, Clock.systemUTC(), failure -> {});
    private final SweepMetrics metrics = new SweepMetrics(registry, queue);

    @AfterEach
    void stop() {
        queue.close();
    }

    @Test
    void what_sweeps_find_repair_and_fail_at_adds_up() {
        metrics.swept(report(Map.of(ReconcileResult.IN_SYNC, 7, ReconcileResult.COMPLETED, 2), 1, true));
        metrics.swept(report(Map.of(ReconcileResult.COMPLETED, 1, ReconcileResult.EJECTED, 1), 0, true));
        assertThat(results("in-sync")).isEqualTo(7);
        assertThat(results("completed")).isEqualTo(3);
        assertThat(results("ejected")).isEqualTo(1);
        assertThat(registry.get("telemed.sweep.repairs").counter().count()).isEqualTo(4);
        assertThat(registry.get("telemed.sweep.failures").counter().count()).isEqualTo(1);
    }

    @Test
    void sweeps_are_timed() {
        metrics.swept(report(Map.of(), 0, true));
        assertThat(registry.get("telemed.sweep").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(1500);
        assertThat(registry.get("telemed.sweep").timer().count()).isEqualTo(1);
    }

    @Test
    void the_last_one_says_when_it_ended_and_whether_it_saw_everything() {
        assertThat(gauge("telemed.sweep.last")).isNaN();
        assertThat(gauge("telemed.sweep.complete")).isNaN();
        metrics.swept(report(Map.of(), 0, true));
        assertThat(gauge("telemed.sweep.last")).isEqualTo(STARTED.getEpochSecond() + 1.5);
        assertThat(gauge("telemed.sweep.complete")).isEqualTo(1);
        metrics.swept(report(Map.of(), 1, false));
        assertThat(gauge("telemed.sweep.complete")).isZero();
    }

    @Test
    void everything_that_may_never_happen_is_there_as_zero() {
        for (ReconcileResult finding : ReconcileResult.values()) {
            assertThat(results(finding.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                    .isZero();
        }
        assertThat(registry.get("telemed.sweep.repairs").counter().count()).isZero();
        assertThat(registry.get("telemed.sweep.failures").counter().count()).isZero();
    }

    @Test
    void work_that_does_not_fit_or_fails_is_counted() {
        queue.schedule("one", Duration.ZERO, () -> {});
        assertThat(registry.get("telemed.reconcile.rejected").functionCounter().count())
                .isEqualTo(1);
        try (ReconcileQueue another = new ReconcileQueue(1, 1, Clock.systemUTC(), failure -> {})) {
            SimpleMeterRegistry its = new SimpleMeterRegistry();
            var unused = new SweepMetrics(its, another);
            another.schedule("two", Duration.ZERO, () -> {
                throw new IllegalStateException();
            });
            Awaitility.await()
                    .until(() -> its.get("telemed.reconcile.failed")
                                    .functionCounter()
                                    .count()
                            == 1);
            assertThat(its.get("telemed.reconcile.queued").gauge().value()).isZero();
        }
    }

    @Test
    void no_label_is_an_id() {
        metrics.swept(report(Map.of(ReconcileResult.COMPLETED, 1), 1, true));
        assertThat(registry.getMeters().stream().map(Meter::getId).flatMap(id -> id.getTags().stream()))
                .extracting(Tag::getKey)
                .containsOnly("result");
    }

    private double results(String result) {
        return registry.get("telemed.sweep.results")
                .tag("result", result)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private static SweepReport report(Map<ReconcileResult, Integer> results, int failures, boolean complete) {
        int repairs =
                results.getOrDefault(ReconcileResult.COMPLETED, 0) + results.getOrDefault(ReconcileResult.EJECTED, 0);
        return new SweepReport(
                STARTED, Duration.ofMillis(1500), 9, 9, results, repairs, failures, Optional.empty(), complete, false);
    }
}
