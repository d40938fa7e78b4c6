package org.telemed.plugin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.telemed.core.error.Reason;
import org.telemed.core.event.TelemedEvents;

/** Counts for Micrometer. Every label has few values, and none is an id. */
final class Metrics implements TelemedEvents {
    private static final String ROOMS = "telemed.rooms";
    private static final String TOKENS = "telemed.tokens";

    private final MeterRegistry registry;
    private final AtomicInteger circuitOpen = new AtomicInteger();

    Metrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("telemed.provider.circuit.open", circuitOpen, AtomicInteger::get)
                .description("1 while the provider is left alone because its last calls failed")
                .register(registry);
    }

    @Override
    public void roomOpened() {
        room("opened");
    }

    @Override
    public void roomAdopted() {
        room("adopted");
    }

    @Override
    public void roomReplaced() {
        room("replaced");
    }

    @Override
    public void roomCompleted() {
        room("completed");
    }

    private void room(String event) {
        registry.counter(ROOMS, "event", event).increment();
    }

    @Override
    public void tokenIssued() {
        registry.counter(TOKENS, "outcome", "issued").increment();
    }

    @Override
    public void tokenRefused(Reason reason) {
        registry.counter(TOKENS, "outcome", reason.code()).increment();
    }

    @Override
    public void auditEventFailed() {
        registry.counter("telemed.audit.failures").increment();
    }

    @Override
    public void providerCalled(String operation, String outcome, Duration took) {
        registry.timer("telemed.provider.calls", "operation", operation, "outcome", outcome)
                .record(took);
    }

    @Override
    public void circuit(boolean open) {
        circuitOpen.set(open ? 1 : 0);
    }
}
