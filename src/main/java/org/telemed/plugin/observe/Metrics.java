package org.telemed.plugin.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.telemed.core.error.Reason;
import org.telemed.core.event.TelemedEvents;

/** Counts events with Micrometer. Every tag has few values, and none is an id. */
public final class Metrics implements TelemedEvents {
    private static final String ROOMS = "telemed.rooms";
    private static final String TOKENS = "telemed.tokens";
    private static final String STATUS = "telemed.status";

    private final MeterRegistry registry;
    private final AtomicInteger circuitOpen = new AtomicInteger();
    private final AtomicInteger openStreams = new AtomicInteger();

    public Metrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("telemed.provider.circuit.open", circuitOpen, AtomicInteger::get)
                .description("1 while no calls are made to the video provider because the last ones failed")
                .register(registry);
        Gauge.builder("telemed.status.streams", openStreams, AtomicInteger::get)
                .description("Open streams of $telemed-status on this node")
                .register(registry);
        // A counter that appears with its first event hides that event from a rate
        List.of("opened", "adopted", "replaced", "completed").forEach(this::rooms);
        tokens("issued");
        statuses("answered");
        auditFailures();
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

    @Override
    public void roomRefused(Reason reason) {
        room(reason.code());
    }

    private void room(String event) {
        rooms(event).increment();
    }

    private Counter rooms(String event) {
        return Counter.builder(ROOMS)
                .description(
                        "Rooms by what became of them: opened, adopted, replaced, completed, or why a create failed")
                .tag("event", event)
                .register(registry);
    }

    @Override
    public void tokenIssued() {
        token("issued");
    }

    @Override
    public void tokenRefused(Reason reason) {
        token(reason.code());
    }

    private void token(String outcome) {
        tokens(outcome).increment();
    }

    private Counter tokens(String outcome) {
        return Counter.builder(TOKENS)
                .description("Requests for a token by their outcome: issued, or why not")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void statusRead() {
        statuses("answered").increment();
    }

    @Override
    public void statusRefused(Reason reason) {
        statuses(reason.code()).increment();
    }

    @Override
    public void statusStreams(int open) {
        openStreams.set(open);
    }

    private Counter statuses(String outcome) {
        return Counter.builder(STATUS)
                .description("Requests for a status, once or as a stream, by their outcome: answered, or why not")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void auditEventFailed() {
        auditFailures().increment();
    }

    private Counter auditFailures() {
        return Counter.builder("telemed.audit.failures")
                .description("AuditEvents of telemed's that could not be written")
                .register(registry);
    }

    @Override
    public void providerCalled(String operation, String outcome, Duration took) {
        Timer.builder("telemed.provider.calls")
                .description("Calls to the video provider by operation and outcome")
                .tag("operation", operation)
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }

    @Override
    public void circuit(boolean open) {
        circuitOpen.set(open ? 1 : 0);
    }
}
