package org.telemed.core.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stores entries in the background, in batches. What does not fit into memory or cannot be stored is spilled, and replayed
 * when nothing else waits; without a spill it is tried several times. What is lost is counted.
 *
 * @param <T> the type of the entries
 */
public final class AuditQueue<T> implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration TIME_TO_FLUSH = Duration.ofSeconds(10);

    /** Without a spill, an entry is given up after so many failures: with the pauses between them, some two minutes. */
    private static final int TRIES = 8;

    private final BlockingQueue<T> waiting;
    private final RetryingStore<T> store;
    private final AuditSpill<T> spill;
    private final Clock clock;
    private final Thread worker = new Thread(this::run, "telemed-audit");
    private final AtomicLong spilled = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;

    // The worker's own: what was taken from those that wait and is not stored yet, and whether that was tried
    private final Deque<T> taken = new ArrayDeque<>();
    private boolean takenWereTried;

    /** @param capacity the most entries in memory */
    public AuditQueue(int capacity, AuditStore<T> store, AuditSpill<T> spill, Clock clock) {
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.store = new RetryingStore<>(store, clock);
        this.spill = spill;
        this.clock = clock;
        worker.setDaemon(true);
    }

    /** Starts the worker. Entries that are added before wait for it. */
    public void start() {
        worker.start();
    }

    /** Adds an entry, without waiting for the store. */
    public void add(T entry) {
        if (closed || !waiting.offer(entry)) {
            spillOrDrop(entry);
        }
    }

    private void run() {
        try {
            while (!closed) {
                if (!step()) {
                    idle();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void idle() throws InterruptedException {
        if (taken.isEmpty() && !store.isPaused()) {
            Optional.ofNullable(waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS))
                    .ifPresent(taken::add);
        } else {
            Thread.sleep(IDLE.toMillis());
        }
    }

    /** Stores or spills a batch, or replays some entries if none waits; false if there was nothing to do. */
    boolean step() {
        if (store.isPaused() && !spill.isAvailable()) {
            return false;
        }
        Batch<T> batch = nextBatch();
        if (batch.entries().isEmpty()) {
            return !store.isPaused() && spill.replay(store::storedOf);
        }
        int stored = store.isPaused() ? 0 : storedOf(batch);
        if (stored < batch.entries().size()) {
            notStored(batch.from(stored));
        }
        return true;
    }

    private Batch<T> nextBatch() {
        Batch<T> batch = new Batch<>(new ArrayList<>(taken), takenWereTried);
        taken.clear();
        takenWereTried = false;
        waiting.drainTo(
                batch.entries(), Math.max(0, store.batchSize() - batch.entries().size()));
        return batch;
    }

    private int storedOf(Batch<T> batch) {
        return batch.tried() ? store.storedOf(batch.entries()) : store.storedOfNew(batch.entries());
    }

    /** @param entries the first was refused, the others were not tried */
    private void notStored(List<T> entries) {
        if (spill.isAvailable()) {
            entries.forEach(this::spillOrDrop);
            return;
        }
        taken.addAll(entries);
        takenWereTried = true;
        if (store.failuresInARow() >= TRIES) {
            store.forgetFailures();
            taken.remove();
            dropped.incrementAndGet();
        }
    }

    private void spillOrDrop(T entry) {
        (spill.add(entry) ? spilled : dropped).incrementAndGet();
    }

    /** The number of entries that wait in memory. */
    public int waiting() {
        return waiting.size();
    }

    /** The number of entries that were spilled since the start. */
    public long spilled() {
        return spilled.get();
    }

    /** The number of entries that were lost since the start. */
    public long dropped() {
        return dropped.get();
    }

    /** Stops the worker, and stores or spills what waits, within ten seconds. */
    @Override
    public void close() {
        closed = true;
        Instant end = clock.instant().plus(TIME_TO_FLUSH);
        try {
            worker.join(TIME_TO_FLUSH.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (worker.isAlive()) {
            // not interrupted: that would close the files of an embedded database
            spillWhatWaits();
        } else {
            flush(end);
        }
        spill.close();
    }

    private void flush(Instant end) {
        for (Batch<T> batch = nextBatch(); !batch.entries().isEmpty(); batch = nextBatch()) {
            int stored = store.isPaused() || clock.instant().isAfter(end) ? 0 : storedOf(batch);
            batch.from(stored).forEach(this::spillOrDrop);
        }
    }

    private void spillWhatWaits() {
        for (T entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            spillOrDrop(entry);
        }
    }

    /** @param tried whether some of them were handed to the store before */
    private record Batch<T>(List<T> entries, boolean tried) {
        List<T> from(int index) {
            return entries.subList(index, entries.size());
        }
    }
}
