package org.telemed.twilio.limits;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.time.Duration;
import java.util.function.Supplier;

/** Sends once, and few calls at a time, so that a purpose that asks much never takes up the connections of the others. */
final class BulkheadPolicy implements CallPolicy {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Bulkhead lane;

    /** @param calls at once */
    BulkheadPolicy(int calls) {
        this.lane = Bulkhead.of(
                "twilio",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(calls)
                        .maxWaitDuration(LONGEST_WAIT)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    @Override
    public <T> T call(Supplier<T> send) {
        try {
            return lane.executeSupplier(send);
        } catch (BulkheadFullException full) {
            throw RateLimit.tooMany(LONGEST_WAIT);
        }
    }
}
