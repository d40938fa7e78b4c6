package org.telemed.core.room;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.EncounterId;

/**
 * Best-effort lock per Encounter on this node, to avoid duplicate vendor calls; after 10 s the action runs without it.
 */
public final class PerEncounterLock {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final ConcurrentHashMap<EncounterId, CountedLock> locks = new ConcurrentHashMap<>();

    /** Runs the action, one at a time for each Encounter. */
    public <T> T take(EncounterId id, Supplier<T> action) {
        CountedLock counted = locks.compute(id, (any, present) -> CountedLock.joined(present));
        boolean ours = counted.await();
        try {
            return action.get();
        } finally {
            if (ours) {
                counted.lock.unlock();
            }
            locks.computeIfPresent(id, (any, present) -> present.left());
        }
    }

    private static final class CountedLock {
        private final ReentrantLock lock = new ReentrantLock(true);

        /** Changed only inside compute methods of the map. */
        private int users;

        static CountedLock joined(@Nullable CountedLock present) {
            CountedLock counted = present == null ? new CountedLock() : present;
            counted.users++;
            return counted;
        }

        @Nullable
        CountedLock left() {
            users--;
            return users == 0 ? null : this;
        }

        boolean await() {
            try {
                return lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
