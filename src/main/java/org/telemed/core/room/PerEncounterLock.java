package org.telemed.core.room;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.EncounterId;

/**
 * Lets requests for one Encounter go one after the other on this node, so that many at once cost the vendor one call. It
 * spares, it does not protect: other nodes do not queue here, and who has waited long goes ahead.
 */
public final class PerEncounterLock {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final ConcurrentHashMap<EncounterId, Turn> turns = new ConcurrentHashMap<>();

    public <T> T take(EncounterId id, Supplier<T> action) {
        Turn turn = turns.compute(id, (any, present) -> Turn.joined(present));
        boolean ours = turn.await();
        try {
            return action.get();
        } finally {
            if (ours) {
                turn.lock.unlock();
            }
            turns.computeIfPresent(id, (any, present) -> present.left());
        }
    }

    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock(true);

        /** Changed only while the map holds its entry. */
        private int queue;

        static Turn joined(@Nullable Turn present) {
            Turn turn = present == null ? new Turn() : present;
            turn.queue++;
            return turn;
        }

        @Nullable
        Turn left() {
            queue--;
            return queue == 0 ? null : this;
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
