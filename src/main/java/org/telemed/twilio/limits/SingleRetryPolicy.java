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
 * Retries once if the network or Twilio failed, for requests of users. Only within the first half of the time limit: so
 * a user waits for one and a half of it at most, and a timeout is not retried.
 */
final class SingleRetryPolicy implements CallPolicy {
    private static final RetryConfig TWICE = RetryConfig.custom()
            .maxAttempts(2)
            .intervalFunction(IntervalFunction.ofRandomized(Duration.ofMillis(200)))
            .build();

    private final Clock clock;
    private final Duration retryWithin;

    SingleRetryPolicy(Clock clock, Duration timeLimit) {
        this.clock = clock;
        this.retryWithin = timeLimit.dividedBy(2);
    }

    @Override
    public <T> T call(Supplier<T> send) {
        Instant retryUntil = clock.instant().plus(retryWithin);
        RetryConfig policy = RetryConfig.from(TWICE)
                .retryOnException(failure ->
                        TwilioErrors.isTransient(failure) && clock.instant().isBefore(retryUntil))
                .build();
        return Retry.of("twilio", policy).executeSupplier(send);
    }
}
