package org.telemed.emulator.control;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Endpoint;
import org.telemed.emulator.wire.Transport;

/** Carries calls to Twilio's API and back, notes them, and lets them go wrong as the rules say. */
public final class FaultyTransport implements Transport {

    private static final Duration FOREVER = Duration.ofDays(365);

    private final Endpoint api;
    private final Faults faults;
    private final RequestLog log;

    public FaultyTransport(Endpoint api, Faults faults, RequestLog log) {
        this.api = api;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public Optional<Answer> transport(Call call) {
        RequestLog.Entry entry = log.begin(call);
        // Noted before it is written: who has the answer finds it in the log
        Optional<Answer> answer = Optional.empty();
        try {
            answer = faults.take(call).map(fault -> faulty(call, fault)).orElseGet(() -> Optional.of(api.answer(call)));
        } finally {
            answer.ifPresentOrElse(given -> entry.answered(given.status()), entry::cut);
        }
        return answer;
    }

    private Optional<Answer> faulty(Call call, Fault fault) {
        if (!fault.after()) {
            return fate(fault, () -> api.answer(fault.heard(call)));
        }
        Answer answer = api.answer(fault.heard(call));
        return fate(fault, () -> answer);
    }

    private Optional<Answer> fate(Fault fault, Supplier<Answer> truth) {
        faults.pause(fault.latency());
        if (fault.hang()) {
            faults.pause(FOREVER);
        }
        if (fault.hang() || fault.reset()) {
            return Optional.empty();
        }
        return Optional.of(fault.refusal().orElseGet(truth));
    }
}
