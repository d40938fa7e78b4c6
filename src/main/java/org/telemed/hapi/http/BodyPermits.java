package org.telemed.hapi.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Bulkhead: limits how many threads wait for bodies at the same time, in all and for one caller. */
public final class BodyPermits {

    private final int total;
    private final int perCaller;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<String, Integer> takenBy = new ConcurrentHashMap<>();

    /**
     * Permits for one pool of threads.
     *
     * @param perCaller of the total
     */
    public BodyPermits(int total, int perCaller) {
        this.total = total;
        this.perCaller = perCaller;
    }

    boolean tryAcquire(String caller) {
        if (taken.incrementAndGet() > total) {
            taken.decrementAndGet();
            return false;
        }
        if (takenBy.merge(caller, 1, Integer::sum) > perCaller) {
            release(caller);
            return false;
        }
        return true;
    }

    void release(String caller) {
        takenBy.computeIfPresent(caller, (who, number) -> number == 1 ? null : number - 1);
        taken.decrementAndGet();
    }
}
