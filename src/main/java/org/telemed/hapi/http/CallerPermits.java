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

    /** @param perCaller of the total */
    public CallerPermits(int total, int perCaller) {
        this.total = total;
        this.perCaller = perCaller;
    }

    /** Takes one, if there is one for that caller. */
    public boolean tryAcquire(String caller) {
        return tryAcquire(caller, 1);
    }

    /** Takes all of that number, or none. */
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

    /** Gives one back. */
    public void release(String caller) {
        release(caller, 1);
    }

    /** Gives that number back. */
    public void release(String caller, int number) {
        takenBy.computeIfPresent(caller, (who, all) -> all == number ? null : all - number);
        taken.addAndGet(-number);
    }
}
