package org.telemed.hapi.guest;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** Rate limit for attempts by a key, such as an address. It never waits, and forgets the keys that were silent for longest. */
final class AttemptLimit {
    private static final int MOST_KEYS = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RateLimiterConfig config;
    private final Map<String, AtomicRateLimiter> limiters =
            Collections.synchronizedMap(BoundedMap.ofLastUsed(MOST_KEYS));

    private AttemptLimit(int perMinute) {
        this.config = RateLimiterConfig.custom()
                .limitForPeriod(perMinute)
                .limitRefreshPeriod(MINUTE)
                .timeoutDuration(Duration.ZERO)
                .writableStackTraceEnabled(false)
                .build();
    }

    static AttemptLimit perMinute(int attempts) {
        return new AttemptLimit(attempts);
    }

    /** Counts an attempt, or refuses it with TOO_MANY_REQUESTS. */
    void count(String key) {
        if (!limiterOf(key).acquirePermission(1)) {
            throw refusal();
        }
    }

    /** Refuses with TOO_MANY_REQUESTS if no attempt is left, and counts none. */
    void requireLeft(String key) {
        if (limiterOf(key).getMetrics().getAvailablePermissions() <= 0) {
            throw refusal();
        }
    }

    private AtomicRateLimiter limiterOf(String key) {
        return limiters.computeIfAbsent(key, any -> new AtomicRateLimiter("attempts", config));
    }

    private static TelemedException refusal() {
        return TelemedException.because(
                        Reason.TOO_MANY_REQUESTS,
                        "There were too many attempts from here. Wait a minute, and try again.")
                .retryAfter(MINUTE);
    }
}
