package org.telemed.server.response;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.telemed.hapi.http.CallerPermits;

/**
 * Limits for buffered responses: memory, threads and time.
 *
 * @param blocks of memory, of {@link #BLOCK} bytes, in which answers wait for their clients
 * @param threads that write answers for which there is no such memory
 * @param small threads that may block for an answer of at most {@link #BLOCK} bytes, which saves the cost of writing it
 *     without blocking
 * @param deadline for a whole answer from memory
 */
record ResponseLimits(CallerPermits blocks, CallerPermits threads, Semaphore small, Duration deadline) {

    /** In bytes. As much needs no permit: all connections together cannot fill the memory with it. */
    static final int BLOCK = 16 * 1024;

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int SHARE_OF_HEAP = 8;
    private static final int SHARE_OF_THREADS = 4;
    private static final int SHARE_OF_SMALL = 8;
    private static final int SHARE_OF_CALLER = 4;

    /** @param threads of the container */
    static ResponseLimits of(long heapBytes, int threads) {
        return new ResponseLimits(
                shared(heapBytes / SHARE_OF_HEAP / BLOCK),
                shared(threads / SHARE_OF_THREADS),
                new Semaphore(Math.max(1, threads / SHARE_OF_SMALL)),
                DEADLINE);
    }

    private static CallerPermits shared(long number) {
        int total = (int) Math.max(1, Math.min(number, Integer.MAX_VALUE / 2));
        return new CallerPermits(total, Math.max(1, total / SHARE_OF_CALLER));
    }
}
