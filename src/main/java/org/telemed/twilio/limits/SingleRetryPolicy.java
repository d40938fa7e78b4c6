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
 * Sends once more what the line or Twilio itself failed, because a person waits for it. Only within the first half of the
 * time limit: so they wait one and a half of it at most, and a call that ran out of time is not repeated.
 */
final class SingleRetryPolicy implements CallPolicy {
    private static final RetryConfig TWICE = RetryConfig.custom()
            .maxAttempts(2)
            .intervalFunction(IntervalFunction.ofRandomized(Duration.ofMillis(200)))
            .build();

    private final Clock clock;
    private final Duration soon;

    SingleRetryPolicy(Clock clock, Duration timeLimit) {
        this.clock = clock;
        this.soon = timeLimit.dividedBy(2);
    }

    @Override
    public <T> T call(Supplier<T> send) {
        Instant late = clock.instant().plus(soon);
        RetryConfig policy = RetryConfig.from(TWICE)
                .retryOnException(failure ->
                        TwilioErrors.isTransient(failure) && clock.instant().isBefore(late))
                .build();
        return Retry.of("twilio", policy).executeSupplier(send);
    }
}
