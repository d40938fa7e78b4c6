package org.telemed.twilio.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Cancels HTTP calls at a deadline. Socket timeouts cannot do that, because each received byte restarts them. */
final class Deadlines implements AutoCloseable {
    /** Without calls the thread ends, also when nobody closes this: a host may start its context anew many times. */
    private static final int IDLE_SECONDS = 60;

    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "telemed-twilio-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    Deadlines() {
        watch.setRemoveOnCancelPolicy(true);
        watch.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
    }

    /** Runs the cancellation when the time is over, unless the deadline was closed before. */
    Deadline in(Duration limit, Runnable cancellation) {
        return new Deadline(limit, cancellation);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** The deadline of one call. */
    final class Deadline implements AutoCloseable {
        private final Future<?> task;
        private volatile boolean passed;

        private Deadline(Duration limit, Runnable cancellation) {
            this.task = watch.schedule(
                    () -> {
                        passed = true;
                        cancellation.run();
                    },
                    limit.toNanos(),
                    TimeUnit.NANOSECONDS);
        }

        boolean hasPassed() {
            return passed;
        }

        @Override
        public void close() {
            task.cancel(false);
        }
    }
}
