package org.telemed.core.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.telemed.core.collection.BoundedMap;

/**
 * Runs reconciliations on background threads, at most one waiting per key. Work that does not fit or fails is counted
 * and left to the sweep.
 */
public final class ReconcileQueue implements AutoCloseable {
    private static final int MOST_REMEMBERED = 10_000;

    private final ScheduledThreadPoolExecutor workers;
    private final int capacity;
    private final Clock clock;
    private final Consumer<RuntimeException> onFailure;
    private final Map<String, ScheduledFuture<?>> waiting = new HashMap<>();
    private final Map<String, Instant> lastRuns = BoundedMap.ofNewest(MOST_REMEMBERED);
    private int running;
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /**
     * Starts the workers.
     *
     * @param capacity the most tasks that may wait
     * @param onFailure is called with the exception of each failed task
     */
    public ReconcileQueue(int threads, int capacity, Clock clock, Consumer<RuntimeException> onFailure) {
        this.capacity = capacity;
        this.clock = clock;
        this.onFailure = onFailure;
        this.workers = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, "telemed-reconciler");
            thread.setDaemon(true);
            return thread;
        });
        workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Schedules the work to run soon.
     *
     * @param key work of the same key is run once
     * @param minInterval the minimum time since the last run of that key
     * @return whether it will run, now scheduled or already waiting
     */
    public boolean schedule(String key, Duration minInterval, Runnable work) {
        synchronized (waiting) {
            return scheduleAfter(delayOf(key, minInterval), key, work);
        }
    }

    /**
     * Schedules the work to run after a delay.
     *
     * @return whether it will run, now scheduled or already waiting
     */
    public boolean scheduleAfter(Duration delay, String key, Runnable work) {
        synchronized (waiting) {
            ScheduledFuture<?> before = waiting.get(key);
            if (before != null && before.getDelay(TimeUnit.MILLISECONDS) <= delay.toMillis()) {
                return true;
            }
            if (before == null && waiting.size() >= capacity) {
                rejected.incrementAndGet();
                return false;
            }
            return replace(key, delay, work);
        }
    }

    /** Replaces work of the same key that was scheduled for later. */
    private boolean replace(String key, Duration delay, Runnable work) {
        ScheduledFuture<?> before = waiting.remove(key);
        if (before != null) {
            before.cancel(false);
        }
        try {
            waiting.put(key, workers.schedule(() -> run(key, work), delay.toMillis(), TimeUnit.MILLISECONDS));
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private Duration delayOf(String key, Duration minInterval) {
        Instant last = lastRuns.get(key);
        Duration left = last == null ? Duration.ZERO : Duration.between(clock.instant(), last.plus(minInterval));
        return left.isNegative() ? Duration.ZERO : left.compareTo(minInterval) > 0 ? minInterval : left;
    }

    private void run(String key, Runnable work) {
        synchronized (waiting) {
            waiting.remove(key);
            lastRuns.put(key, clock.instant());
            running++;
        }
        try {
            work.run();
        } catch (RuntimeException failure) {
            failed.incrementAndGet();
            onFailure.accept(failure);
        } finally {
            synchronized (waiting) {
                running--;
            }
        }
    }

    /** The number of rejected tasks since the start, because the queue was full. */
    public long rejected() {
        return rejected.get();
    }

    /** The number of failed tasks since the start. */
    public long failed() {
        return failed.get();
    }

    /** The number of waiting tasks. */
    public int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** The number of running tasks. */
    public int running() {
        synchronized (waiting) {
            return running;
        }
    }

    /** Stops; waiting tasks are left to the sweep. */
    @Override
    public void close() {
        workers.shutdown();
    }
}
