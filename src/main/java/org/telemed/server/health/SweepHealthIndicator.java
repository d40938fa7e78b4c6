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
    private final RoomReconciliation roomReconciliation;
    private final Clock clock;

    SweepHealthIndicator(RoomReconciliation roomReconciliation, Clock clock) {
        this.roomReconciliation = roomReconciliation;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up()
                .withDetail("queued", roomReconciliation.queue().waiting())
                .withDetail("running", roomReconciliation.queue().running())
                .withDetail("rejected", roomReconciliation.queue().rejected())
                .withDetail("failed", roomReconciliation.queue().failed());
        roomReconciliation.sweepSchedule().last().ifPresent(report -> describe(builder, report));
    }

    private void describe(Health.Builder builder, SweepReport report) {
        builder.withDetails(SweepDetails.of(report))
                .withDetail(
                        "secondsAgo",
                        Duration.between(report.started(), clock.instant()).toSeconds());
    }
}
