package org.telemed.emulator.callback;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** What happens to status callbacks. */
public enum CallbackMode {
    /** Each is sent once, at once. */
    DELIVER(Duration.ZERO),
    /** None is sent. */
    DROP(Duration.ZERO),
    /** Each is sent twice, with the same idempotency token. */
    TWICE(Duration.ZERO),
    /** Each is sent after a while. */
    LATE(Duration.ofSeconds(2)),
    /** They are collected for a while and sent last one first. */
    SHUFFLED(Duration.ofMillis(500));

    private final Duration usualDelay;

    CallbackMode(Duration usualDelay) {
        this.usualDelay = usualDelay;
    }

    /** The delay where a test gives none. */
    public Duration usualDelay() {
        return usualDelay;
    }

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The mode of that name on the wire.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CallbackMode named(String wireName) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no mode \"" + wireName + "\"; there are "
                        + Arrays.stream(values()).map(CallbackMode::wireName).toList()));
    }
}
