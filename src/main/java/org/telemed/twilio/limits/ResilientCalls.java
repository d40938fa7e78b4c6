package org.telemed.twilio.limits;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;

/**
 * Sends the calls of one purpose to Twilio through a chain of Resilience4j's decorators. From outside: retry, bulkhead,
 * circuit breaker, rate limit. The innermost one measures the call that is sent.
 */
final class ResilientCalls {
    private final SingleRetry retry;
    private final Bulkhead bulkhead;
    private final CircuitBreaker circuit;
    private final Clock clock;
    private final TelemedEvents events;

    ResilientCalls(SingleRetry retry, Bulkhead bulkhead, CircuitBreaker circuit, Clock clock, TelemedEvents events) {
        this.retry = retry;
        this.bulkhead = bulkhead;
        this.circuit = circuit;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Sends a call.
     *
     * @param operation its name in metrics
     * @throws TelemedException PROVIDER_DOWN while the circuit is open, PROVIDER_THROTTLED if it would wait too long for
     *     a permit, or as the call does
     */
    <T> T send(String operation, RateLimit limit, Supplier<T> call) {
        Supplier<T> limited = limit.decorate(measured(operation, call));
        Supplier<T> once = Bulkhead.decorateSupplier(bulkhead, CircuitBreaker.decorateSupplier(circuit, limited));
        try {
            return retry.decorate(once).get();
        } catch (BulkheadFullException | AcquirePermissionCancelledException full) {
            throw RateLimit.tooMany(bulkhead.getBulkheadConfig().getMaxWaitDuration());
        } catch (CallNotPermittedException open) {
            throw TwilioCircuitBreaker.isOpen();
        }
    }

    private <T> Supplier<T> measured(String operation, Supplier<T> call) {
        return () -> {
            Instant start = clock.instant();
            String outcome = TelemedEvents.OK;
            try {
                return call.get();
            } catch (TelemedException failure) {
                outcome = failure.reason().code();
                throw failure;
            } finally {
                events.providerCalled(operation, outcome, Duration.between(start, clock.instant()));
            }
        };
    }
}
