package org.telemed.core.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.telemed.core.encounter.EncounterId;

/**
 * Checks open streams when something about their Encounters changes: on this node at once, on others within the interval,
 * by one read of each {@link ChangeSource} for all of them. A few threads serve all streams.
 */
public final class EncounterWatch implements AutoCloseable {
    /** What others change must reach a stream within a second, so it has to be found sooner. */
    private static final Duration INTERVAL = Duration.ofMillis(700);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(15);
    private static final int WORKERS = 4;

    private final Clock clock;
    private final Consumer<RuntimeException> onFailure;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("telemed-watch"));
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, named("telemed-status"));
    private volatile List<ChangeSource> sources = List.of();
    private boolean started;
    private volatile boolean closed;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicBoolean failed = new AtomicBoolean();

    /** @param onFailure is called with the first failure, and again after all went well for a while */
    public EncounterWatch(Clock clock, Consumer<RuntimeException> onFailure) {
        this.clock = clock;
        this.onFailure = onFailure;
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Sets where to find the changes of other nodes. */
    public void ask(ChangeSource... changes) {
        sources = List.of(changes);
    }

    /** Begins to check a stream; at once for the first time. */
    public void add(Watcher watcher) {
        Watch watch = new Watch(watcher);
        watches.add(watch);
        if (closed) {
            watcher.close();
            return;
        }
        start();
        watch.check();
    }

    private synchronized void start() {
        if (!started && !closed) {
            started = true;
            var unused = timer.scheduleWithFixedDelay(
                    this::tick, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    public void remove(Watcher watcher) {
        watches.removeIf(watch -> watch.watcher == watcher);
    }

    /** Checks the streams about that Encounter at once, on another thread. The partition does not count. */
    public void changed(EncounterId encounter) {
        for (Watch watch : watches) {
            if (watch.watcher.encounter().value().equals(encounter.value())) {
                watch.check();
            }
        }
    }

    public boolean isWatched(EncounterId encounter) {
        return watches.stream().anyMatch(watch -> watch.watcher.encounter().equals(encounter));
    }

    /** The number of open streams. */
    public int size() {
        return watches.size();
    }

    private void tick() {
        Set<EncounterId> watched =
                watches.stream().map(watch -> watch.watcher.encounter()).collect(Collectors.toUnmodifiableSet());
        if (!watched.isEmpty()) {
            sources.forEach(source -> ask(source, watched));
        }
        Instant now = clock.instant();
        watches.stream().filter(watch -> !now.isBefore(watch.due)).forEach(Watch::check);
        failing.set(failed.getAndSet(false));
    }

    private void report(RuntimeException failure) {
        failed.set(true);
        if (!failing.getAndSet(true)) {
            onFailure.accept(failure);
        }
    }

    private void ask(ChangeSource source, Set<EncounterId> watched) {
        try {
            source.changed(watched).forEach(this::changed);
        } catch (RuntimeException failure) {
            report(failure);
        }
    }

    /** Ends all streams, and takes no more. */
    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        watches.forEach(watch -> watch.watcher.close());
        workers.shutdown();
    }

    /** One stream, checked by one thread at a time; what changes meanwhile is checked again afterwards. */
    private final class Watch {
        private final Watcher watcher;
        private final AtomicInteger requested = new AtomicInteger();
        private volatile Instant due = Instant.MAX;

        Watch(Watcher watcher) {
            this.watcher = watcher;
        }

        void check() {
            if (requested.getAndIncrement() == 0) {
                try {
                    workers.execute(this::run);
                } catch (RejectedExecutionException stopped) {
                    watcher.close();
                }
            }
        }

        private void run() {
            int seen;
            do {
                seen = requested.get();
                try {
                    due = watcher.check();
                } catch (RuntimeException failure) {
                    due = clock.instant().plus(AFTER_FAILURE);
                    report(failure);
                }
            } while (!requested.compareAndSet(seen, 0));
        }
    }
}
