package org.telemed.hapi.caller;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.telemed.core.caller.Caller;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Rate limit for the requests of each caller. It never waits. Of the callers beyond {@value #MOST_CALLERS} it forgets
 * those who were silent for longest; so somebody who is refused and keeps asking is not forgotten.
 */
public final class CallerRateLimiter {
    /** Each limiter takes less than a kilobyte. */
    private static final int MOST_CALLERS = 10_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int BURSTS_PER_MINUTE = 6;
    private static final int LEAST_BURST = 10;

    private final RateLimiterConfig config;
    private final Map<User, AtomicRateLimiter> limiters;

    /** The two claims that tell callers apart; a caller's other claims differ from one access token to the next. */
    private record User(String issuer, String id) {}

    private CallerRateLimiter(int burst, Duration refill, int mostCallers) {
        this.config = RateLimiterConfig.custom()
                .limitForPeriod(burst)
                .limitRefreshPeriod(refill)
                .timeoutDuration(Duration.ZERO)
                .writableStackTraceEnabled(false)
                .build();
        this.limiters = Collections.synchronizedMap(BoundedMap.ofLastUsed(mostCallers));
    }

    /**
     * A limiter for that number of requests a minute, of which a sixth, or ten, may come at once.
     *
     * @param requests at least 1
     */
    public static CallerRateLimiter perMinute(int requests) {
        int burst = Math.max(requests / BURSTS_PER_MINUTE, Math.min(requests, LEAST_BURST));
        return of(burst, MINUTE.multipliedBy(burst).dividedBy(requests), MOST_CALLERS);
    }

    /**
     * A limiter with these numbers.
     *
     * @param burst how many requests a caller has at the start of each period
     */
    static CallerRateLimiter of(int burst, Duration period, int mostCallers) {
        return new CallerRateLimiter(burst, period, mostCallers);
    }

    /** Counts a request of that caller, or refuses it with TOO_MANY_REQUESTS, which then counts nothing. */
    public void acquire(Caller caller) {
        AtomicRateLimiter limiter = limiters.computeIfAbsent(
                new User(caller.issuer(), caller.userId()), user -> new AtomicRateLimiter("caller", config));
        if (!limiter.acquirePermission(1)) {
            throw refusal(Duration.ofNanos(limiter.getDetailedMetrics().getNanosToWait()));
        }
    }

    private static TelemedException refusal(Duration wait) {
        Duration seconds = Duration.ofSeconds(wait.plusSeconds(1).minusNanos(1).toSeconds());
        return TelemedException.because(
                        Reason.TOO_MANY_REQUESTS,
                        "There are too many requests with this login. Wait as long as the header Retry-After says, in"
                                + " seconds, and try again.")
                .retryAfter(seconds);
    }
}
