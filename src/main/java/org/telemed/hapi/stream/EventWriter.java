package org.telemed.hapi.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes server-sent events without blocking a thread: what the client does not take yet waits, and an event that waits is
 * replaced by the next one, which says more.
 */
final class EventWriter implements WriteListener {
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Deque<byte[]> waiting = new ArrayDeque<>(2);
    private boolean writable;
    private boolean flushed = true;
    private boolean ending;
    private boolean completed;

    EventWriter(AsyncContext async, ServletOutputStream out) {
        this.async = async;
        this.out = out;
    }

    synchronized void event(String json) {
        waiting.clear();
        waiting.add(("event: status\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
        write();
    }

    /**
     * Sends a comment, so that proxies do not close the connection, and a client that is gone is noticed.
     *
     * @return false if the client has not taken what was sent before
     */
    synchronized boolean comment() {
        if (!waiting.isEmpty() || !flushed) {
            return false;
        }
        waiting.add(COMMENT);
        write();
        return true;
    }

    /** Ends the stream when all is sent. */
    synchronized void end() {
        ending = true;
        write();
    }

    /** Ends it at once. */
    synchronized void abort() {
        waiting.clear();
        flushed = true;
        complete();
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        write();
    }

    /** The client is gone. The container ends the request. */
    @Override
    public void onError(Throwable gone) {
        abort();
    }

    /** Writes while the container takes it; then the container calls {@link #onWritePossible}. */
    private void write() {
        try {
            while (writable && !completed && hasMore()) {
                writable = out.isReady();
                if (writable) {
                    writeNext();
                }
            }
        } catch (IOException | IllegalStateException gone) {
            abort();
        }
    }

    private boolean hasMore() {
        return !waiting.isEmpty() || !flushed || ending;
    }

    private void writeNext() throws IOException {
        byte[] next = waiting.poll();
        if (next != null) {
            out.write(next);
            flushed = false;
        } else if (!flushed) {
            out.flush();
            flushed = true;
        } else {
            complete();
        }
    }

    private void complete() {
        if (!completed) {
            completed = true;
            try {
                async.complete();
            } catch (IllegalStateException already) {
                // the container has completed it
            }
        }
    }
}
