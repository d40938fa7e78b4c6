package org.telemed.twilio.limits;

import java.util.function.Supplier;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** The calls of one purpose: each takes its turn, and keeps to the circuit that all share. */
final class Calls {
    private final Manner manner;
    private final Circuit circuit;
    private final Allowance reads;
    private final Allowance writes;
    private final Meter meter;

    Calls(Manner manner, Circuit circuit, Allowance reads, Allowance writes, Meter meter) {
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

    private static <T> T inTurn(Allowance allowance, Supplier<T> call) {
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
