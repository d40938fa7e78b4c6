package org.telemed.plugin.issuer;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an issuer's keys on a background thread, one fetch at a time and one in ten seconds at most. Nimbus's {@code
 * JWKSourceBuilder} allows two fetches in that time, and lets any number of request threads queue up behind the one
 * that fetches.
 */
final class KeySetRefresh {
    /** The minimum time between the starts of two fetches. */
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);

    private static final int IDLE_SECONDS = 5;

    private final KeySetSource source;
    private final Clock clock;
    private final Consumer<KeySetState> log;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), KeySetRefresh::daemon);

    private volatile KeySetState state = KeySetState.UNKNOWN;
    private @Nullable CompletableFuture<KeySetState> underWay;

    /** @param log is called at the end of each fetch */
    KeySetRefresh(KeySetSource source, Clock clock, Consumer<KeySetState> log) {
        this.source = source;
        this.clock = clock;
        this.log = log;
        thread.allowCoreThreadTimeOut(true); // so that nothing has to be closed with the host
    }

    KeySetState state() {
        return state;
    }

    /** The running fetch, or a new one; empty if the last one is less than ten seconds ago. */
    synchronized Optional<CompletableFuture<KeySetState>> refresh() {
        if (underWay == null) {
            if (state.isTriedWithin(BETWEEN_FETCHES, clock.instant())) {
                return Optional.empty();
            }
            state = state.trying(clock.instant());
            underWay = new CompletableFuture<>();
            thread.execute(this::fetch);
        }
        return Optional.of(underWay);
    }

    /** The time until another fetch may start. */
    Duration untilNextFetch() {
        KeySetState now = state;
        return now.tried() == null
                ? Duration.ZERO
                : Duration.between(clock.instant(), now.tried().plus(BETWEEN_FETCHES));
    }

    private void fetch() {
        KeySetState after;
        try {
            after = state.with(source.fetch());
        } catch (IssuerFailure failed) {
            after = state.failed(failed.words());
        } catch (RuntimeException | LinkageError unexpected) {
            after = state.failed("the keys cannot be fetched: " + unexpected);
        }
        end(after);
        log.accept(after);
    }

    private void end(KeySetState after) {
        CompletableFuture<KeySetState> done;
        synchronized (this) {
            state = after;
            done = underWay;
            underWay = null;
        }
        if (done != null) {
            done.complete(after);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "telemed-issuer-keys");
        thread.setDaemon(true);
        return thread;
    }
}
