package org.telemed.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Waits until Java has compiled what it found worth compiling, here and in the servers that were started from here. */
final class Rest {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** Of one look, all cores together. */
    private static final Duration IDLE = Duration.ofMillis(200);

    private Rest() {}

    /**
     * Returns once nobody uses the processor any more.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if that never happens: what is measured then is not warm
     */
    static void untilNothingIsCompiled() {
        AtomicReference<Duration> before = new AtomicReference<>(used());
        Awaitility.await().pollDelay(LOOK).pollInterval(LOOK).atMost(LONGEST).until(() -> {
            Duration now = used();
            return now.minus(before.getAndSet(now)).compareTo(IDLE) < 0;
        });
    }

    private static Duration used() {
        ProcessHandle here = ProcessHandle.current();
        return Stream.concat(Stream.of(here), here.descendants())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
