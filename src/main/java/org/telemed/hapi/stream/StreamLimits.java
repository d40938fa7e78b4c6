package org.telemed.hapi.stream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.telemed.core.caller.Caller;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.http.CallerPermits;

/** Bulkhead: limits the open streams of this node, in all and by one caller. */
public final class StreamLimits {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Semaphore all;
    private final CallerPermits callers;

    /** @param perCaller the most open streams of one caller */
    public StreamLimits(int total, int perCaller) {
        this.all = new Semaphore(total);
        this.callers = new CallerPermits(Integer.MAX_VALUE, perCaller);
    }

    /** One open stream. */
    public interface Permit {
        /** Gives it back; again does nothing. */
        void release();
    }

    /**
     * Takes a permit for a stream of that caller.
     *
     * @throws TelemedException TOO_MANY_REQUESTS or BUSY
     */
    public Permit acquire(Caller caller) {
        String name = caller.issuer().length() + ":" + caller.issuer() + caller.userId();
        if (!callers.tryAcquire(name)) {
            throw TelemedException.because(
                            Reason.TOO_MANY_REQUESTS,
                            "There are too many open streams with this login. Close one, or ask without a stream.")
                    .retryAfter(RETRY);
        }
        if (!all.tryAcquire()) {
            callers.release(name);
            throw TelemedException.because(
                            Reason.BUSY,
                            "The server has too many open streams. Try again later, or ask without a stream.")
                    .retryAfter(RETRY);
        }
        AtomicBoolean taken = new AtomicBoolean(true);
        return () -> {
            if (taken.getAndSet(false)) {
                callers.release(name);
                all.release();
            }
        };
    }
}
