package org.telemed.twilio.limits;

import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Rate limit for the reads or writes of one purpose: a call waits for Twilio's last Retry-After, then for a permit of
 * each limiter.
 */
final class RateLimit {
    private final RetryAfterGate gate;
    private final List<RateLimiter> limiters;

    /** @param limiters the widest first; a call that a narrower one rejects takes no permits of the wider ones */
    RateLimit(RetryAfterGate gate, RateLimiter... limiters) {
        this.gate = gate;
        this.limiters = List.of(limiters);
    }

    /** The call throws PROVIDER_THROTTLED if a wait would be too long. */
    <T> Supplier<T> decorate(Supplier<T> call) {
        Supplier<T> limited = call;
        for (RateLimiter limiter : limiters) {
            limited = RateLimiter.decorateSupplier(limiter, limited);
        }
        Supplier<T> chain = limited;
        return () -> {
            gate.await();
            try {
                return chain.get();
            } catch (RequestNotPermitted | AcquirePermissionCancelledException refused) {
                throw tooMany(limiters.get(0).getRateLimiterConfig().getTimeoutDuration());
            } catch (TelemedException failure) {
                if (failure.reason() == Reason.PROVIDER_THROTTLED) {
                    failure.retryAfter().ifPresent(gate::forAtLeast);
                }
                throw failure;
            }
        };
    }

    static TelemedException tooMany(Duration wait) {
        return TelemedException.because(
                        Reason.PROVIDER_THROTTLED,
                        "This server has more to ask of Twilio than it may at the moment. Try again in a few seconds.")
                .retryAfter(wait);
    }
}
