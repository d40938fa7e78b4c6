package org.telemed.plugin.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.sweep.RoomSweep;
import org.telemed.core.sweep.SweepReport;
import org.telemed.plugin.settings.TelemedProperties;

/** Runs the sweep periodically on its own thread, because a host's scheduler may be switched off. */
public final class SweepSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SweepSchedule.class);

    private final RoomSweep sweep;
    private final TelemedProperties.Sweep settings;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread sweeper = new Thread(task, "telemed-sweep");
        sweeper.setDaemon(true);
        return sweeper;
    });
    private final List<Consumer<SweepReport>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable SweepReport last;
    private volatile String lastFailure = "";

    public SweepSchedule(RoomSweep sweep, TelemedProperties.Sweep settings) {
        this.sweep = sweep;
        this.settings = settings;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs a sweep now, on this thread, and returns its report. */
    public SweepReport sweepNow() {
        SweepReport report = sweep.run();
        last = report;
        listeners.forEach(listener -> listener.accept(report));
        log(report);
        return report;
    }

    /** Logs a lasting failure once, and a sweep without repairs not at all. */
    private void log(SweepReport report) {
        if (thread.isShutdown()) {
            return; // the database may be closed already, and the sweep goes on after the restart
        }
        String failure = report.failures() == 0 ? "" : SweepSentence.why(report);
        boolean isNew = !failure.equals(lastFailure);
        lastFailure = failure;
        if (isNew && !failure.isEmpty()) {
            LOG.warn("Sweep: {}", SweepSentence.of(report));
        } else if (isNew || report.repairs() > 0) {
            LOG.info("Sweep: {}", SweepSentence.of(report));
        }
    }

    /** The report of this node's last sweep; empty before the first. */
    public Optional<SweepReport> last() {
        return Optional.ofNullable(last);
    }

    /** Adds a listener for the reports. */
    public void addListener(Consumer<SweepReport> listener) {
        listeners.add(listener);
    }

    /** Starts the schedule, unless switched off. */
    void start() {
        if (settings.enabled()) {
            next();
        }
    }

    /** Schedules the next sweep with a jitter, so that nodes do not sweep at the same time. */
    private void next() {
        double jitter = ThreadLocalRandom.current().nextDouble(0.9, 1.1);
        long millis = (long) (settings.interval().toMillis() * jitter);
        var unused = thread.schedule(this::sweepAndGoOn, millis, TimeUnit.MILLISECONDS);
    }

    private void sweepAndGoOn() {
        try {
            sweepNow();
        } catch (RuntimeException failed) {
            if (thread.isShutdown()) {
                return;
            }
            LOG.warn("The sweep failed; the next one is due in {}", settings.interval(), RedactedThrowable.of(failed));
        }
        if (!thread.isShutdown()) {
            next();
        }
    }

    /** Stops the schedule; a running sweep ends normally, and none begins any more. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
