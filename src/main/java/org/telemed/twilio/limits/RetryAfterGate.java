package org.telemed.twilio.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Holds calls back for the time of Twilio's last Retry-After. */
final class RetryAfterGate {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Clock clock;
    private final AtomicReference<Instant> openFrom = new AtomicReference<>(Instant.MIN);

    RetryAfterGate(Clock clock) {
        this.clock = clock;
    }

    void forAtLeast(Duration time) {
        Instant end = clock.instant().plus(time);
        openFrom.accumulateAndGet(end, (one, other) -> one.isAfter(other) ? one : other);
    }

    /**
     * Waits until that time is over, up to 2 s.
     *
     * @throws org.telemed.core.error.TelemedException PROVIDER_THROTTLED if the wait would be longer
     */
    void await() {
        Instant now = clock.instant();
        Instant end = openFrom.get();
        if (now.isBefore(end)) {
            Duration left = Duration.between(now, end);
            if (left.compareTo(LONGEST_WAIT) > 0) {
                throw RateLimit.tooMany(left);
            }
            sleep(left);
        }
    }

    static void sleep(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw RateLimit.tooMany(time);
        }
    }
}
