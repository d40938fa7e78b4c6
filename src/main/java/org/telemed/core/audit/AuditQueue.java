package org.telemed.core.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Stores entries in the background, one after the other. What does not fit into memory or cannot be stored is spilled,
 * and replayed when nothing else waits; without a spill it is tried several times. What is lost is counted.
 */
public final class AuditQueue implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration TIME_TO_FLUSH = Duration.ofSeconds(10);

    /** Without a spill, an entry is given up after so many failures: with the pauses between them, some two minutes. */
    private static final int TRIES = 8;

    private final BlockingQueue<AuditEntry> waiting;
    private final AuditEntryStore store;
    private final AuditSpill spill;
    private final Clock clock;
    private final Thread worker = new Thread(this::run, "telemed-audit");
    private final AtomicLong spilled = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;

    // The worker's own
    private @Nullable AuditEntry next;
    private int failuresInARow;
    private Instant pausedUntil = Instant.EPOCH;

    /** @param capacity the most entries in memory */
    public AuditQueue(int capacity, AuditEntryStore store, AuditSpill spill, Clock clock) {
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.store = store;
        this.spill = spill;
        this.clock = clock;
        worker.setDaemon(true);
    }

    /** Starts the worker. Entries that are added before wait for it. */
    public void start() {
        worker.start();
    }

    /** Adds an entry, without waiting for the store. */
    public void add(AuditEntry entry) {
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
        if (next == null && !isPaused()) {
            next = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            Thread.sleep(IDLE.toMillis());
        }
    }

    /** Stores or spills one entry, or replays some if none waits; false if there was nothing to do. */
    boolean step() {
        if (isPaused() && !spill.isAvailable()) {
            return false;
        }
        AuditEntry entry = next == null ? waiting.poll() : next;
        next = null;
        if (entry == null) {
            return !isPaused() && spill.replay(this::isStored);
        }
        if (isPaused() || !isStored(entry)) {
            notStored(entry);
        }
        return true;
    }

    private void notStored(AuditEntry entry) {
        if (spill.isAvailable()) {
            spillOrDrop(entry);
        } else if (failuresInARow < TRIES) {
            next = entry;
        } else {
            failuresInARow = 0;
            dropped.incrementAndGet();
        }
    }

    private boolean isStored(AuditEntry entry) {
        try {
            store.ensureStored(entry);
            failuresInARow = 0;
            return true;
        } catch (RuntimeException | LinkageError failed) {
            failuresInARow++;
            pausedUntil = clock.instant().plus(pause());
            return false;
        }
    }

    private Duration pause() {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failuresInARow - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** A clock that was set back makes no pause longer. */
    private boolean isPaused() {
        Instant now = clock.instant();
        return now.isBefore(pausedUntil) && !now.isBefore(pausedUntil.minus(LONGEST_PAUSE));
    }

    private void spillOrDrop(AuditEntry entry) {
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
        if (next != null) {
            flush(next, end);
            next = null;
        }
        for (AuditEntry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            flush(entry, end);
        }
    }

    private void flush(AuditEntry entry, Instant end) {
        if (isPaused() || clock.instant().isAfter(end) || !isStored(entry)) {
            spillOrDrop(entry);
        }
    }

    private void spillWhatWaits() {
        for (AuditEntry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            spillOrDrop(entry);
        }
    }
}
