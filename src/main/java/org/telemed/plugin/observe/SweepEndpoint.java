package org.telemed.plugin.observe;

import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.telemed.plugin.lifecycle.RoomReconciliation;
import org.telemed.plugin.lifecycle.TelemedPlugin;

/**
 * Actuator endpoint {@code /actuator/telemedsweep}: GET returns the last sweep's report, POST runs a sweep. The host
 * decides who may call it.
 */
@Endpoint(id = "telemedsweep")
public final class SweepEndpoint {
    private final Optional<RoomReconciliation> reconciliation;

    public SweepEndpoint(TelemedPlugin telemed) {
        this.reconciliation = telemed.roomReconciliation();
    }

    /** The report of this node's last sweep. */
    @ReadOperation
    public Map<String, Object> last() {
        return reconciliation
                .flatMap(parts -> parts.sweepSchedule().last())
                .map(SweepDetails::of)
                .orElse(Map.of());
    }

    /** Runs a sweep and returns its report. */
    @WriteOperation
    public Map<String, Object> sweepNow() {
        return reconciliation
                .map(parts -> SweepDetails.of(parts.sweepSchedule().sweepNow()))
                .orElse(Map.of());
    }
}
