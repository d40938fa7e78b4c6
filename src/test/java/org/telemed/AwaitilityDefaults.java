package org.telemed;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets every {@code await()} look at once, then after 5 ms, 10 ms, 20 ms and so on up to each 100 ms. By itself Awaitility
 * first waits 100 ms. JUnit finds this class by {@code META-INF/services}.
 */
public final class AwaitilityDefaults implements BeforeAllCallback {
    private static final Duration SHORTEST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMillis(100);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(AwaitilityDefaults::next, SHORTEST));
    }

    private static Duration next(Duration last) {
        Duration doubled = last.multipliedBy(2);
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
