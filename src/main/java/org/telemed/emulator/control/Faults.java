package org.telemed.emulator.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.telemed.emulator.wire.Call;

/** The rules in force, and the calls that hang because of them. */
public final class Faults {

    private final List<Armed> armed = new ArrayList<>();
    private CountDownLatch release = new CountDownLatch(1);

    /** Puts these rules in the place of those there were; calls that hang go on hanging. */
    public synchronized void arm(List<Fault> faults) {
        armed.clear();
        faults.forEach(fault -> armed.add(new Armed(fault)));
    }

    /** Drops all rules, and the calls that hang. */
    public synchronized void clear() {
        armed.clear();
        release.countDown();
        release = new CountDownLatch(1);
    }

    synchronized List<Fault> current() {
        return armed.stream().map(rule -> rule.fault).toList();
    }

    /** The first rule that matches and is not used up; this use counts. */
    synchronized Optional<Fault> take(Call call) {
        String subject = Fault.subject(call);
        return armed.stream().filter(rule -> rule.strikes(subject)).findFirst().map(rule -> rule.fault);
    }

    private synchronized CountDownLatch release() {
        return release;
    }

    /** Waits that long, or until the rules are cleared, or until the emulator stops; whether the time is over. */
    boolean pause(Duration latency) {
        try {
            return !release().await(latency.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final class Armed {
        private final Fault fault;
        private int matches;

        Armed(Fault fault) {
            this.fault = fault;
        }

        /** Whether this call goes wrong by it; a call that an earlier rule took does not count. */
        boolean strikes(String subject) {
            Integer times = fault.times();
            boolean usedUp = times != null && matches >= fault.skip() + times;
            return !usedUp && fault.fits(subject) && matches++ >= fault.skip();
        }
    }
}
