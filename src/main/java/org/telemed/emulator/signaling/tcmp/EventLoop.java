package org.telemed.emulator.signaling.tcmp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The one thread on which all signaling happens, in the order of its causes; nothing on it waits for a socket. */
public final class EventLoop implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread loop = new Thread(task, "twilio-emulator-signaling");
        loop.setDaemon(true);
        return loop;
    });

    /** Runs the task later. */
    public void execute(Runnable task) {
        try {
            thread.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            // closed: nobody is left to be signaled to
        }
    }

    /** Asks something that only this thread may look at; closed, it answers with nothing. */
    public <T> List<T> list(Supplier<List<T>> question) {
        List<T> answer = new ArrayList<>();
        call(() -> answer.addAll(question.get()));
        return answer;
    }

    /** Runs the task and waits until it is done, so that whoever sends much is read no faster than it is worked off. */
    public void call(Runnable task) {
        try {
            thread.submit(() -> run(task)).get();
        } catch (RejectedExecutionException | CancellationException e) {
            // closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void every(Duration period, Runnable task) {
        var unused = thread.scheduleWithFixedDelay(
                () -> run(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A defect stops one task, not the loop; its message stays out of the log, which may quote a token. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Signaling failed: {0} at {1}",
                    e.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
        }
    }

    /** Finishes what is under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                thread.shutdownNow().forEach(EventLoop::giveUp);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Releases who waits for it. */
    private static void giveUp(Runnable task) {
        if (task instanceof Future<?> future) {
            future.cancel(false);
        }
    }
}
