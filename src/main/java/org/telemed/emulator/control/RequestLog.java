package org.telemed.emulator.control;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Form;

/** What was asked, the latest 10,000 calls of it; credentials never get here. */
public final class RequestLog {

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Deque<Entry> entries = new ArrayDeque<>();

    public RequestLog(Clock clock) {
        this.clock = clock;
    }

    synchronized Entry begin(Call call) {
        Entry entry = new Entry(clock.instant(), call.method(), call.path(), call.query(), call.form());
        if (entries.size() == MOST) {
            entries.removeFirst();
        }
        entries.addLast(entry);
        return entry;
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    synchronized void clear() {
        entries.clear();
    }

    /** One call, and what became of it. */
    static final class Entry {

        private final Instant at;
        private final String method;
        private final String path;
        private final Form query;
        private final Form form;
        private volatile @Nullable Integer status;
        private volatile boolean inFlight = true;

        private Entry(Instant at, String method, String path, Form query, Form form) {
            this.at = at;
            this.method = method;
            this.path = path;
            this.query = query;
            this.form = form;
        }

        Instant at() {
            return at;
        }

        String method() {
            return method;
        }

        String path() {
            return path;
        }

        Form query() {
            return query;
        }

        Form form() {
            return form;
        }

        /** The answer's status; absent while there is none, and if the connection was cut instead. */
        @Nullable
        Integer status() {
            return status;
        }

        boolean isInFlight() {
            return inFlight;
        }

        void answered(int answerStatus) {
            status = answerStatus;
            inFlight = false;
        }

        void cut() {
            inFlight = false;
        }
    }
}
