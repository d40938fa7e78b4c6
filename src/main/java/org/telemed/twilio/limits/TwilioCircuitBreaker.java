package org.telemed.twilio.limits;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;
import org.telemed.twilio.http.TwilioErrors;

/**
 * Builds the circuit breaker for all calls to Twilio: it opens for 10 s when half of the last calls failed. Only failures
 * of the network or of Twilio itself count, not refusals.
 */
final class TwilioCircuitBreaker {
    private static final Duration OPEN = Duration.ofSeconds(10);
    private static final int WINDOW_OF_CALLS = 20;
    private static final int FEWEST_CALLS = 10;

    /** One trial call decides: of several, some might still hit the end of the outage and open the circuit again. */
    private static final int TRIAL_CALLS = 1;

    private TwilioCircuitBreaker() {}

    static CircuitBreaker create(Clock clock, TelemedEvents events) {
        CircuitBreaker breaker = CircuitBreaker.of(
                "twilio",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindow(
                                WINDOW_OF_CALLS,
                                FEWEST_CALLS,
                                SlidingWindowType.COUNT_BASED,
                                CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
                        .recordException(TwilioErrors::isTransient)
                        // a call that got no permit says nothing about Twilio
                        .ignoreException(TwilioCircuitBreaker::isThrottled)
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(change ->
                        events.circuit(change.getStateTransition().getToState() == CircuitBreaker.State.OPEN));
        return breaker;
    }

    /** The exception for a call while the circuit is open. */
    static TelemedException isOpen() {
        return TelemedException.because(
                        Reason.PROVIDER_DOWN,
                        "Twilio has not answered as it should for a while, so it is not asked now. Try again in about "
                                + OPEN.toSeconds() + " seconds.")
                .retryAfter(OPEN);
    }

    private static boolean isThrottled(Throwable failure) {
        return failure instanceof TelemedException known && known.reason() == Reason.PROVIDER_THROTTLED;
    }
}
