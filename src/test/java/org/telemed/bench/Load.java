package org.telemed.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.telemed.acceptance.Answer;

/** Clients that each send one request after the other, and what they measured, over all rounds. */
final class Load {
    private final Request request;
    private final int status;
    private final List<Long> nanos = new ArrayList<>();
    private double seconds;

    /** One request. */
    @FunctionalInterface
    interface Request {
        Answer send();
    }

    Load(int status, Request request) {
        this.status = status;
        this.request = request;
    }

    /** One more round. */
    void run(int clients, int requests) {
        AtomicInteger left = new AtomicInteger(requests);
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(clients);
        long start = System.nanoTime();
        for (int client = 0; client < clients; client++) {
            new Thread(() -> {
                        try {
                            while (left.getAndDecrement() > 0 && failures.isEmpty()) {
                                long sent = System.nanoTime();
                                request.send().expecting(status);
                                times.add(System.nanoTime() - sent);
                            }
                        } catch (Throwable failure) {
                            failures.add(failure);
                        } finally {
                            done.countDown();
                        }
                    })
                    .start();
        }
        await(done);
        if (!failures.isEmpty()) {
            throw new AssertionError("a request failed", failures.peek());
        }
        seconds += (System.nanoTime() - start) / 1e9;
        nanos.addAll(times);
    }

    double perSecond() {
        return nanos.size() / seconds;
    }

    /** In milliseconds. */
    double percentile(int percent) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
    }

    /** How often a request of this load took longer than one of the other, of all pairs: 0.5 if nobody can tell them apart. */
    double slowerThan(Load other) {
        List<Long> theirs = new ArrayList<>(other.nanos);
        Collections.sort(theirs);
        double faster = 0;
        for (long time : nanos) {
            int place = Collections.binarySearch(theirs, time);
            faster += place < 0 ? -place - 1 : place + 0.5;
        }
        return faster / nanos.size() / theirs.size();
    }

    /** What was measured before does not count: that was the warm-up. */
    void forget() {
        nanos.clear();
        seconds = 0;
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
