package org.telemed.server.health;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.telemed.core.sweep.SweepReport;
import org.telemed.plugin.lifecycle.RoomReconciliation;
import org.telemed.plugin.observe.SweepDetails;

/** Health of this node's sweep: the last report, and the queue of reconciliations. */
final class SweepHealthIndicator extends AbstractHealthIndicator {
    private final RoomReconciliation care;
    private final Clock clock;

    SweepHealthIndicator(RoomReconciliation care, Clock clock) {
        this.care = care;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up()
                .withDetail("queued", care.queue().waiting())
                .withDetail("running", care.queue().running())
                .withDetail("rejected", care.queue().rejected())
                .withDetail("failed", care.queue().failed());
        care.sweeps().last().ifPresent(report -> describe(builder, report));
    }

    private void describe(Health.Builder builder, SweepReport report) {
        builder.withDetails(SweepDetails.of(report))
                .withDetail(
                        "secondsAgo",
                        Duration.between(report.started(), clock.instant()).toSeconds());
    }
}
