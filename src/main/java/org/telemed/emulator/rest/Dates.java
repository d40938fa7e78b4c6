package org.telemed.emulator.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Writes dates as Twilio's resources do: ISO 8601, whole seconds, Z. */
final class Dates {

    private Dates() {}

    static @Nullable String iso(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
