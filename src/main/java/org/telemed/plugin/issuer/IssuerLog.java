package org.telemed.plugin.issuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that an issuer cannot be used: one line when the reason changes, and one a minute while it lasts. */
final class IssuerLog implements Consumer<KeySetState> {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerLog.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final String setting;
    private final Clock clock;
    private @Nullable String last;
    private Instant lastLine = Instant.EPOCH;

    /** @param setting named in the message */
    IssuerLog(String setting, Clock clock) {
        this.setting = setting;
        this.clock = clock;
    }

    @Override
    public synchronized void accept(KeySetState state) {
        Instant now = clock.instant();
        String failure = state.failure();
        if (failure == null) {
            if (last != null) {
                LOG.info("The issuer of access tokens answers again.");
            }
        } else if (!failure.equals(last) || !now.isBefore(lastLine.plus(BETWEEN_LINES))) {
            LOG.warn(
                    "The issuer of access tokens cannot be used: {}. Check the setting {}, and the issuer. {}",
                    failure,
                    setting,
                    state.isKnown()
                            ? "Tokens of keys that are known already still count; others are answered 503 issuer-down."
                            : "Until then requests with an access token are answered 503 issuer-down.");
            lastLine = now;
        }
        last = failure;
    }
}
