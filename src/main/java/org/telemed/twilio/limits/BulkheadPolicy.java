package org.telemed.twilio.limits;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.time.Duration;
import java.util.function.Supplier;

/** Bulkhead: limits the concurrent calls of one purpose, and sends each once. */
final class BulkheadPolicy implements CallPolicy {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Bulkhead bulkhead;

    /** @param calls the most concurrent calls */
    BulkheadPolicy(int calls) {
        this.bulkhead = Bulkhead.of(
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
            return bulkhead.executeSupplier(send);
        } catch (BulkheadFullException full) {
            throw RateLimit.tooMany(LONGEST_WAIT);
        }
    }
}
