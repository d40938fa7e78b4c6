package org.telemed.emulator.room;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The time of day, moved forward as often as a test asks. */
public final class EmulatorClock extends Clock {

    private final Clock clock;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public EmulatorClock(Clock clock) {
        this.clock = clock;
    }

    /**
     * Lets time pass, at most ten years a step.
     *
     * @throws IllegalArgumentException if the step leads backward or too far
     */
    public void advance(Duration step) {
        if (step.isNegative() || step.toDays() > 3660) {
            throw new IllegalArgumentException("The clock goes forward by at most ten years a step, not by " + step);
        }
        ahead.accumulateAndGet(step, Duration::plus);
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Twilio speaks UTC");
    }
}
