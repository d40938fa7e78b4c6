package org.telemed.core.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stores batches, and says for how long to leave the store alone after a failure: a second, then twice as long each time,
 * up to a minute. For one thread.
 */
final class RetryingStore<T> {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final AuditStore<T> store;
    private final Clock clock;
    private int failuresInARow;
    private Instant pausedUntil = Instant.EPOCH;

    RetryingStore(AuditStore<T> store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    int batchSize() {
        return store.batchSize();
    }

    int failuresInARow() {
        return failuresInARow;
    }

    void forgetFailures() {
        failuresInARow = 0;
    }

    /** A clock that was set back makes no pause longer. */
    boolean isPaused() {
        Instant now = clock.instant();
        return now.isBefore(pausedUntil) && !now.isBefore(pausedUntil.minus(LONGEST_PAUSE));
    }

    /** Stores entries that were never handed over before, as {@link #storedOf} does. */
    int storedOfNew(List<T> entries) {
        if (areStored(entries, store::storeNew)) {
            return entries.size();
        }
        if (entries.size() == 1) {
            pause();
            return 0;
        }
        return storedOneByOne(entries);
    }

    /**
     * Stores the entries together. If that fails, stores them one by one until one is refused, so that one bad entry does
     * not hold up those before it.
     *
     * @return how many of them, from the first on, are stored
     */
    int storedOf(List<T> entries) {
        return entries.size() > 1 && areStored(entries, store::ensureStored) ? entries.size() : storedOneByOne(entries);
    }

    private int storedOneByOne(List<T> entries) {
        for (int index = 0; index < entries.size(); index++) {
            if (!areStored(entries.subList(index, index + 1), store::ensureStored)) {
                pause();
                return index;
            }
        }
        return entries.size();
    }

    private boolean areStored(List<T> entries, Consumer<List<T>> way) {
        try {
            way.accept(entries);
            failuresInARow = 0;
            return true;
        } catch (RuntimeException | LinkageError failed) {
            return false;
        }
    }

    private void pause() {
        failuresInARow++;
        pausedUntil = clock.instant().plus(lengthOfPause());
    }

    private Duration lengthOfPause() {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failuresInARow - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
