package org.telemed.twilio.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The time for which Twilio has asked to be left alone. */
final class RetryAfterGate {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Clock clock;
    private final AtomicReference<Instant> over = new AtomicReference<>(Instant.MIN);

    RetryAfterGate(Clock clock) {
        this.clock = clock;
    }

    void forAtLeast(Duration time) {
        Instant end = clock.instant().plus(time);
        over.accumulateAndGet(end, (one, other) -> one.isAfter(other) ? one : other);
    }

    /**
     * Waits until it is over, if that is soon.
     *
     * @throws org.telemed.core.error.TelemedException PROVIDER_THROTTLED if it is not
     */
    void await() {
        Instant now = clock.instant();
        Instant end = over.get();
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
