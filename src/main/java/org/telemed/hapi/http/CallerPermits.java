package org.telemed.hapi.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Bulkhead: limits how much of something, such as threads, is in use at the same time, in all and by one caller. */
public final class CallerPermits {

    private final int total;
    private final int perCaller;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<String, Integer> takenBy = new ConcurrentHashMap<>();

    /** @param perCaller the most permits of one caller */
    public CallerPermits(int total, int perCaller) {
        this.total = total;
        this.perCaller = perCaller;
    }

    /** Takes a permit, if one is left for that caller. */
    public boolean tryAcquire(String caller) {
        return tryAcquire(caller, 1);
    }

    /** Takes that number of permits, or none. */
    public boolean tryAcquire(String caller, int number) {
        if (taken.addAndGet(number) > total) {
            taken.addAndGet(-number);
            return false;
        }
        if (takenBy.merge(caller, number, Integer::sum) > perCaller) {
            release(caller, number);
            return false;
        }
        return true;
    }

    /** Returns a permit. */
    public void release(String caller) {
        release(caller, 1);
    }

    /** Returns that number of permits. */
    public void release(String caller, int number) {
        takenBy.computeIfPresent(caller, (who, all) -> all == number ? null : all - number);
        taken.addAndGet(-number);
    }
}
