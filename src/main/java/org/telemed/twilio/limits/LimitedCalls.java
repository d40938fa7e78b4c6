package org.telemed.twilio.limits;

import java.util.function.Supplier;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** Sends the calls of one purpose through its policy, the shared circuit breaker, its rate limit and the timer. */
final class LimitedCalls {
    private final CallPolicy policy;
    private final TwilioCircuitBreaker circuit;
    private final RateLimit reads;
    private final RateLimit writes;
    private final CallTimer timer;

    LimitedCalls(CallPolicy policy, TwilioCircuitBreaker circuit, RateLimit reads, RateLimit writes, CallTimer timer) {
        this.timer = timer;
        this.policy = policy;
        this.circuit = circuit;
        this.reads = reads;
        this.writes = writes;
    }

    <T> T read(String operation, Supplier<T> call) {
        return policy.call(() -> circuit.call(() -> limited(reads, () -> timer.measured(operation, call))));
    }

    <T> T write(String operation, Supplier<T> call) {
        return policy.call(() -> circuit.call(() -> limited(writes, () -> timer.measured(operation, call))));
    }

    private static <T> T limited(RateLimit limit, Supplier<T> call) {
        limit.take();
        try {
            return call.get();
        } catch (TelemedException failure) {
            if (failure.reason() == Reason.PROVIDER_THROTTLED) {
                limit.noteThrottled(failure);
            }
            throw failure;
        }
    }
}
