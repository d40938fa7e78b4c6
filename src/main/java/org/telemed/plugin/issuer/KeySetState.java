package org.telemed.plugin.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fetched keys of an issuer, and the state of the last fetch.
 *
 * @param keys the newest that were fetched; empty at first
 * @param fetched when the fetch of these began; null if there was none
 * @param tried when the last fetch began, successful or not; null if there was none
 * @param failure of the last fetch; null if it succeeded
 */
record KeySetState(
        JWKSet keys,
        @Nullable Instant fetched,
        @Nullable Instant tried,
        @Nullable String failure) {

    static final KeySetState UNKNOWN = new KeySetState(new JWKSet(), null, null, null);

    KeySetState trying(Instant now) {
        return new KeySetState(keys, fetched, now, failure);
    }

    KeySetState with(JWKSet newKeys) {
        return new KeySetState(newKeys, tried, tried, null);
    }

    /** The state after a failed fetch, with the same keys: an outage does not invalidate them. */
    KeySetState failed(String why) {
        return new KeySetState(keys, fetched, tried, why);
    }

    boolean isKnown() {
        return fetched != null;
    }

    boolean isFailing() {
        return failure != null;
    }

    /** Whether the keys were fetched within that time; false if the clock was set back. */
    boolean isFetchedWithin(Duration time, Instant now) {
        return isWithin(time, fetched, now);
    }

    boolean isTriedWithin(Duration time, Instant now) {
        return isWithin(time, tried, now);
    }

    private static boolean isWithin(Duration time, @Nullable Instant then, Instant now) {
        return then != null && !now.isBefore(then) && then.plus(time).isAfter(now);
    }
}
