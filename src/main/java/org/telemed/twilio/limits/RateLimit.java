package org.telemed.twilio.limits;

import io.github.resilience4j.ratelimiter.RateLimiter;
import java.time.Duration;
import java.util.List;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** What one purpose may ask of Twilio in reads or in writes: every limit that it shares must let a call through. */
final class RateLimit {
    private final RetryAfterGate pause;
    private final List<RateLimiter> limits;

    /** @param limits the narrowest first, so that who waits there does not stand in the others' way */
    RateLimit(RetryAfterGate pause, RateLimiter... limits) {
        this.pause = pause;
        this.limits = List.of(limits);
    }

    /**
     * Waits for this call's turn, if it comes soon.
     *
     * @throws TelemedException PROVIDER_THROTTLED if it does not
     */
    void take() {
        pause.await();
        long wait = 0;
        for (RateLimiter limit : limits) {
            long turn = limit.reservePermission();
            if (turn < 0) {
                throw tooMany(limit.getRateLimiterConfig().getTimeoutDuration());
            }
            wait = Math.max(wait, turn);
        }
        RetryAfterGate.sleep(Duration.ofNanos(wait));
    }

    /** Heeds what Twilio said about its own limits. */
    void noteThrottled(TelemedException failure) {
        failure.retryAfter().ifPresent(pause::forAtLeast);
    }

    static TelemedException tooMany(Duration wait) {
        return TelemedException.because(
                        Reason.PROVIDER_THROTTLED,
                        "This server has more to ask of Twilio than it may at the moment. Try again in a few seconds.")
                .retryAfter(wait);
    }
}
