package org.telemed.hapi.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * The body of a request, read within a deadline. Bytes that have arrived are read at once; waiting for more needs a
 * permit after a short grace period. With a {@link BodyProbe} it never blocks; without, a read may block as long as the
 * container's own read timeout.
 */
final class DeadlineInputStream extends InputStream {

    /** Clients often send header and body in two packets. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long PAUSE_MILLIS = 3;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ServletInputStream in;
    private final @Nullable BodyProbe probe;
    private final String caller;
    private final CallerPermits permits;
    private final long limit;
    private final long length;
    private final long start = System.nanoTime();
    private final long deadline;
    private long count;
    private boolean permitted;

    /** @param limit bytes on the wire after which nothing more is read */
    DeadlineInputStream(HttpServletRequest request, String caller, CallerPermits permits, Duration deadline, long limit)
            throws IOException {
        this.in = request.getInputStream();
        this.probe = BodyProbe.of(request);
        this.caller = caller;
        this.permits = permits;
        this.limit = limit;
        this.length = request.getContentLengthLong();
        this.deadline = deadline.toNanos();
    }

    /** Whether the body is larger than the limit. */
    boolean isOverLimit() {
        return count > limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int most) throws IOException {
        if (count > limit || count == length || in.isFinished()) {
            return -1;
        }
        int number = in.read(target, offset, Math.min(most, awaited(most)));
        count += Math.max(0, number);
        if (number < 0 && count < length) {
            throw new IOException("The client sent less than it announced.");
        }
        return number;
    }

    /** The number of bytes to read now: those that have arrived, or with a permit and without a probe, any number. */
    private int awaited(int most) {
        while (true) {
            int available = available();
            if (available > 0 && (length >= 0 || permitted)) {
                return available;
            }
            long age = System.nanoTime() - start;
            if (age > deadline) {
                throw TelemedException.because(
                        Reason.TOO_SLOW,
                        "The body took longer than " + TimeUnit.NANOSECONDS.toSeconds(deadline)
                                + " seconds to arrive. Send it again on a better connection, or send less at a time.");
            }
            if (!permitted && (probe == null || length < 0 || age > GRACE)) {
                acquire(age);
            } else if (permitted && probe == null) {
                return most;
            } else {
                pause();
            }
        }
    }

    @Override
    public int available() {
        try {
            int buffered = in.available();
            return buffered > 0 || probe == null ? buffered : probe.available();
        } catch (IOException lost) {
            return 1; // the next read throws it
        }
    }

    private void acquire(long age) {
        permitted = permits.tryAcquire(caller);
        if (permitted) {
            return;
        }
        if (age > GRACE) {
            throw TelemedException.because(
                            Reason.BUSY, "The server waits for too many slow bodies already. Try again in a moment.")
                    .retryAfter(RETRY);
        }
        pause();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw TelemedException.because(Reason.BUSY, "The server stops. Try again in a moment.")
                    .retryAfter(RETRY);
        }
    }

    @Override
    public void close() {
        if (permitted) {
            permits.release(caller);
            permitted = false;
        }
    }
}
