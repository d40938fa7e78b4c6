package org.telemed.plugin.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.telemed.core.error.Reason;

class MetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Metrics metrics = new Metrics(registry);

    @Test
    void rooms_are_counted_by_what_became_of_them() {
        metrics.roomOpened();
        metrics.roomOpened();
        metrics.roomAdopted();
        metrics.roomReplaced();
        metrics.roomCompleted();
        assertThat(rooms("opened")).isEqualTo(2);
        assertThat(rooms("adopted")).isEqualTo(1);
        assertThat(rooms("replaced")).isEqualTo(1);
        assertThat(rooms("completed")).isEqualTo(1);
    }

    @Test
    void tokens_are_counted_by_outcome() {
        metrics.tokenIssued();
        metrics.tokenRefused(Reason.TOO_EARLY);
        assertThat(tokens("issued")).isEqualTo(1);
        assertThat(tokens("too-early")).isEqualTo(1);
    }

    @Test
    void calls_of_the_provider_are_timed_by_operation_and_outcome() {
        metrics.providerCalled("open", "ok", Duration.ofMillis(300));
        assertThat(registry.get("telemed.provider.calls")
                        .tag("operation", "open")
                        .tag("outcome", "ok")
                        .timer()
                        .totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isEqualTo(300);
    }

    @Test
    void audit_events_that_could_not_be_written_are_counted() {
        metrics.auditEventFailed();
        assertThat(registry.get("telemed.audit.failures").counter().count()).isEqualTo(1);
    }

    @Test
    void the_circuit_is_a_gauge() {
        assertThat(circuit()).isZero();
        metrics.circuit(true);
        assertThat(circuit()).isEqualTo(1);
        metrics.circuit(false);
        assertThat(circuit()).isZero();
    }

    @Test
    void statuses_are_counted_by_outcome_and_open_streams_are_a_gauge() {
        metrics.statusRead();
        metrics.statusRefused(Reason.TOO_MANY_REQUESTS);
        assertThat(statuses("answered")).isEqualTo(1);
        assertThat(statuses("too-many-requests")).isEqualTo(1);
        metrics.statusStreams(7);
        assertThat(registry.get("telemed.status.streams").gauge().value()).isEqualTo(7);
    }

    private double statuses(String outcome) {
        return registry.get("telemed.status").tag("outcome", outcome).counter().count();
    }

    private double rooms(String event) {
        return registry.get("telemed.rooms").tag("event", event).counter().count();
    }

    private double tokens(String outcome) {
        return registry.get("telemed.tokens").tag("outcome", outcome).counter().count();
    }

    private double circuit() {
        return registry.get("telemed.provider.circuit.open").gauge().value();
    }
}
