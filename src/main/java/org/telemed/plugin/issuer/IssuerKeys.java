package org.telemed.plugin.issuer;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.Serial;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Caches the issuer's public keys. A known key is used at once, also during an outage of the issuer; an unknown key
 * triggers a fetch. Few requests at a time wait for it, two seconds at most, so that invented key ids cannot block
 * threads.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    /** Older keys are fetched again in the background. */
    private static final Duration REFRESHED_AFTER = Duration.ofMinutes(5);

    /** Keys this old are fetched again before use, because one may have been withdrawn. */
    private static final Duration DOUBTED_AFTER = Duration.ofMinutes(15);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int MOST_WAITING = 8;

    private final KeySetRefresh refresh;
    private final Clock clock;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    IssuerKeys(KeySetRefresh refresh, Clock clock) {
        this.refresh = refresh;
        this.clock = clock;
    }

    /**
     * The keys for a token.
     *
     * @throws Unavailable if the keys cannot be fetched now
     */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        KeySetState known = refresh.state();
        if (knows(known, selector)) {
            return selector.select(isDoubtful(known) ? renewed(known) : known.keys());
        }
        Optional<CompletableFuture<KeySetState>> fetch = refresh.refresh();
        KeySetState now = fetch.isPresent() ? await(fetch.get()) : refresh.state();
        if (now.isFailing() || !now.isFetchedWithin(KeySetRefresh.BETWEEN_FETCHES, clock.instant())) {
            throw new Unavailable(refresh.untilNextFetch());
        }
        return selector.select(now.keys());
    }

    /** Whether the token's key id is known, though the key may not fit the token. */
    private static boolean knows(KeySetState state, JWKSelector selector) {
        Set<String> named = selector.getMatcher().getKeyIDs();
        return !selector.select(state.keys()).isEmpty()
                || (named != null
                        && named.stream()
                                .anyMatch(id -> id != null && state.keys().getKeyByKeyId(id) != null));
    }

    private boolean isDoubtful(KeySetState known) {
        if (!known.isFetchedWithin(REFRESHED_AFTER, clock.instant())) {
            refresh.refresh();
        }
        return !known.isFailing() && !known.isFetchedWithin(DOUBTED_AFTER, clock.instant());
    }

    private com.nimbusds.jose.jwk.JWKSet renewed(KeySetState known) {
        try {
            Optional<CompletableFuture<KeySetState>> fetch = refresh.refresh();
            return (fetch.isPresent() ? await(fetch.get()) : refresh.state()).keys();
        } catch (Unavailable away) {
            return known.keys();
        }
    }

    private KeySetState await(CompletableFuture<KeySetState> fetch) throws Unavailable {
        if (!waiting.tryAcquire()) {
            throw new Unavailable(LONGEST_WAIT);
        }
        try {
            return fetch.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw new Unavailable(refresh.untilNextFetch());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable(refresh.untilNextFetch());
        } finally {
            waiting.release();
        }
    }

    /** The keys cannot be fetched now. */
    static final class Unavailable extends KeySourceException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        Unavailable(Duration retryAfter) {
            super("The issuer's keys are not available");
            this.retryAfter = retryAfter;
        }

        /** The time after which to try again. */
        Duration retryAfter() {
            return retryAfter;
        }
    }
}
