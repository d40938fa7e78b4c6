package org.telemed.bench;

import java.time.Duration;
import java.util.stream.Stream;

/** Waits until Java has compiled what it found worth compiling, here and in the servers that were started from here. */
final class Rest {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_LOOKS = 90;

    /** Of one look, all cores together. */
    private static final Duration IDLE = Duration.ofMillis(200);

    private Rest() {}

    /** Returns once nobody uses the processor any more. */
    static void untilNothingIsCompiled() {
        for (int look = 0; look < MOST_LOOKS; look++) {
            Duration before = used();
            try {
                Thread.sleep(LOOK.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
            if (used().minus(before).compareTo(IDLE) < 0) {
                return;
            }
        }
    }

    private static Duration used() {
        ProcessHandle here = ProcessHandle.current();
        return Stream.concat(Stream.of(here), here.descendants())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
