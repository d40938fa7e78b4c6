package org.telemed.twilio.limits;

import io.github.resilience4j.ratelimiter.RateLimiter;
import java.time.Duration;
import java.util.List;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** Rate limit for the reads or writes of one purpose: waits until all of its limiters permit the call. */
final class RateLimit {
    private final RetryAfterGate gate;
    private final List<RateLimiter> limits;

    /** @param limits the narrowest first, so that a call that it rejects takes no permits of the shared ones */
    RateLimit(RetryAfterGate gate, RateLimiter... limits) {
        this.gate = gate;
        this.limits = List.of(limits);
    }

    /**
     * Waits for permits, up to the limiters' timeout.
     *
     * @throws TelemedException PROVIDER_THROTTLED if the wait would be longer
     */
    void take() {
        gate.await();
        long wait = 0;
        for (RateLimiter limit : limits) {
            long permitIn = limit.reservePermission();
            if (permitIn < 0) {
                throw tooMany(limit.getRateLimiterConfig().getTimeoutDuration());
            }
            wait = Math.max(wait, permitIn);
        }
        RetryAfterGate.sleep(Duration.ofNanos(wait));
    }

    /** Applies the Retry-After of an answer of Twilio. */
    void noteThrottled(TelemedException failure) {
        failure.retryAfter().ifPresent(gate::forAtLeast);
    }

    static TelemedException tooMany(Duration wait) {
        return TelemedException.because(
                        Reason.PROVIDER_THROTTLED,
                        "This server has more to ask of Twilio than it may at the moment. Try again in a few seconds.")
                .retryAfter(wait);
    }
}
