package org.telemed.hapi.stream;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.TelemedException;
import org.telemed.core.watch.Watcher;
import org.telemed.hapi.error.ErrorTableRow;
import org.telemed.hapi.error.HostExceptionTranslation;

/** One open stream: asks again with the caller's rights, and sends what has changed. */
final class StatusStream implements Watcher, AsyncListener {
    private static final Duration BEAT = Duration.ofSeconds(15);

    private final RequestedStream requested;
    private final EventWriter writer;
    private final RequestThreadContext.Scope thread;
    private final Clock clock;
    private final Consumer<StatusStream> onEnd;

    /** Held while the request is in use: the container may recycle it as soon as its listener has returned. */
    private final ReentrantLock inUse = new ReentrantLock();

    private volatile boolean ended;
    private String lastSent;
    private Instant lastWrite;

    StatusStream(
            RequestedStream requested,
            String first,
            EventWriter writer,
            RequestThreadContext.Scope thread,
            Clock clock,
            Consumer<StatusStream> onEnd) {
        this.requested = requested;
        this.lastSent = first;
        this.writer = writer;
        this.thread = thread;
        this.clock = clock;
        this.onEnd = onEnd;
        this.lastWrite = clock.instant();
    }

    @Override
    public EncounterId encounter() {
        return requested.encounter();
    }

    @Override
    public Instant check() {
        Instant now = clock.instant();
        if (ended || !now.isBefore(requested.expires())) {
            close();
            return Instant.MAX;
        }
        try {
            StatusEvent event = ask();
            send(event, now);
            return event.isLast() ? Instant.MAX : next(now, event);
        } catch (TelemedException refused) {
            if (ErrorTableRow.of(refused.reason()).status() < 500) {
                close();
                return Instant.MAX;
            }
            beat(now); // a failure says nothing of the caller's rights: nothing is sent until they are known again
            return now.plus(BEAT);
        }
    }

    private StatusEvent ask() {
        AtomicReference<StatusEvent> answer = new AtomicReference<>();
        inUse.lock();
        try {
            thread.run(() -> answer.set(HostExceptionTranslation.translating(requested.source())));
        } finally {
            inUse.unlock();
        }
        return Objects.requireNonNull(answer.get());
    }

    private void send(StatusEvent event, Instant now) {
        if (!event.json().equals(lastSent)) {
            lastSent = event.json();
            lastWrite = now;
            writer.event(event.json());
        } else if (!event.isLast()) {
            beat(now);
        }
        if (event.isLast()) {
            close();
        }
    }

    private void beat(Instant now) {
        if (now.isBefore(lastWrite.plus(BEAT))) {
            return;
        }
        lastWrite = now;
        if (!writer.comment()) {
            writer.abort();
        }
    }

    private Instant next(Instant now, StatusEvent event) {
        Instant beat = lastWrite.plus(BEAT);
        return Stream.concat(Stream.of(beat, requested.expires()), event.changesAt().stream())
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(beat);
    }

    /** Ends the stream when all is sent. */
    @Override
    public void close() {
        writer.end();
    }

    @Override
    public void onComplete(AsyncEvent end) {
        ended = true;
        inUse.lock(); // waits for a check that uses the request
        try {
            onEnd.accept(this);
        } finally {
            inUse.unlock();
        }
    }

    @Override
    public void onTimeout(AsyncEvent never) {
        writer.abort();
    }

    @Override
    public void onError(AsyncEvent gone) {
        ended = true;
        writer.abort();
    }

    @Override
    public void onStartAsync(AsyncEvent again) {
        // nothing starts it again
    }
}
