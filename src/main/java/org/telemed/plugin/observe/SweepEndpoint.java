package org.telemed.plugin.observe;

import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.telemed.plugin.lifecycle.RoomReconciliation;
import org.telemed.plugin.lifecycle.TelemedPlugin;

/**
 * Shows an operator what the last sweep came to, and sweeps now: {@code /actuator/telemedsweep}. Who may call it is up to
 * whoever guards the actuator.
 */
@Endpoint(id = "telemedsweep")
public final class SweepEndpoint {
    private final Optional<RoomReconciliation> care;

    public SweepEndpoint(TelemedPlugin telemed) {
        this.care = telemed.care();
    }

    /** The last sweep of this node. */
    @ReadOperation
    public Map<String, Object> last() {
        return care.flatMap(parts -> parts.sweeps().last())
                .map(SweepDetails::of)
                .orElse(Map.of());
    }

    /** Sweeps, and waits for the end of it. */
    @WriteOperation
    public Map<String, Object> sweepNow() {
        return care.map(parts -> SweepDetails.of(parts.sweeps().sweepNow())).orElse(Map.of());
    }
}
