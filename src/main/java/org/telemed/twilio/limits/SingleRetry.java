package org.telemed.twilio.limits;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.telemed.twilio.http.TwilioErrors;

/**
 * Retries once if the network or Twilio failed, within a time. With half of the time limit, a user waits for one and a
 * half of it at most, and a timeout is not retried.
 */
final class SingleRetry {
    private static final RetryConfig TWICE = RetryConfig.custom()
            .maxAttempts(2)
            .intervalFunction(IntervalFunction.ofRandomized(Duration.ofMillis(200)))
            .build();

    private final Clock clock;
    private final Duration within;

    /** @param within the time since the first call in which a retry may start; zero for no retry */
    SingleRetry(Clock clock, Duration within) {
        this.clock = clock;
        this.within = within;
    }

    <T> Supplier<T> decorate(Supplier<T> call) {
        if (within.isZero()) {
            return call;
        }
        Instant retryUntil = clock.instant().plus(within);
        RetryConfig policy = RetryConfig.from(TWICE)
                .retryOnException(failure ->
                        TwilioErrors.isTransient(failure) && clock.instant().isBefore(retryUntil))
                .build();
        return Retry.decorateSupplier(Retry.of("twilio", policy), call);
    }
}
