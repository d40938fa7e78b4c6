package org.telemed.twilio.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;

/** Reports the duration and the outcome of each call to metrics. */
final class CallTimer {
    private final TelemedEvents events;
    private final Clock clock;

    CallTimer(TelemedEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    <T> T measured(String operation, Supplier<T> call) {
        Instant start = clock.instant();
        String outcome = TelemedEvents.OK;
        try {
            return call.get();
        } catch (TelemedException failure) {
            outcome = failure.reason().code();
            throw failure;
        } finally {
            events.providerCalled(operation, outcome, Duration.between(start, clock.instant()));
        }
    }
}
