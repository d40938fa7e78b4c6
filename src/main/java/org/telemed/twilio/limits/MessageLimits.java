package org.telemed.twilio.limits;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.telemed.core.event.TelemedEvents;

/** Limits the text messages of this node; none is sent again. Rooms have limits and a circuit breaker of their own. */
public final class MessageLimits {
    /** A long-code number sends one in a second, and Twilio queues what is more. */
    private static final int PER_SECOND = 5;

    private static final int AT_ONCE = 10;
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final ResilientCalls calls;
    private final RateLimit limit;

    public MessageLimits(Clock clock, TelemedEvents events) {
        BulkheadConfig concurrency = BulkheadConfig.custom()
                .maxConcurrentCalls(AT_ONCE)
                .maxWaitDuration(WAIT)
                .writableStackTraceEnabled(false)
                .build();
        this.calls = new ResilientCalls(
                new SingleRetry(clock, Duration.ZERO),
                Bulkhead.of("twilio-messages", concurrency),
                TwilioCircuitBreaker.create(clock, TelemedEvents.SILENT),
                clock,
                events);
        this.limit = new RateLimit(new RetryAfterGate(clock), RateShare.WHOLE.of(PER_SECOND, WAIT));
    }

    /**
     * Sends a message.
     *
     * @throws org.telemed.core.error.TelemedException as for calls about rooms
     */
    public <T> T send(Supplier<T> message) {
        return calls.send("message", limit, message);
    }
}
