package org.telemed.twilio.limits;

import java.util.function.Supplier;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** The calls of one purpose: each takes its turn, and keeps to the circuit that all share. */
final class LimitedCalls {
    private final CallPolicy manner;
    private final TwilioCircuitBreaker circuit;
    private final RateLimit reads;
    private final RateLimit writes;
    private final CallTimer meter;

    LimitedCalls(CallPolicy manner, TwilioCircuitBreaker circuit, RateLimit reads, RateLimit writes, CallTimer meter) {
        this.meter = meter;
        this.manner = manner;
        this.circuit = circuit;
        this.reads = reads;
        this.writes = writes;
    }

    <T> T read(String operation, Supplier<T> call) {
        return manner.call(() -> circuit.call(() -> inTurn(reads, () -> meter.measured(operation, call))));
    }

    <T> T write(String operation, Supplier<T> call) {
        return manner.call(() -> circuit.call(() -> inTurn(writes, () -> meter.measured(operation, call))));
    }

    private static <T> T inTurn(RateLimit allowance, Supplier<T> call) {
        allowance.take();
        try {
            return call.get();
        } catch (TelemedException failure) {
            if (failure.reason() == Reason.PROVIDER_THROTTLED) {
                allowance.noteThrottled(failure);
            }
            throw failure;
        }
    }
}
