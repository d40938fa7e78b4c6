package org.telemed.twilio.limits;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.video.VideoProvider;

/**
 * Makes one video provider per purpose (users, reconciler, sweep) for a Twilio account; they share a circuit breaker
 * and the account's rate limits. No other class retries or limits calls.
 */
public final class VideoProviderFactory {
    private static final int WRITES_PER_SECOND = 20;
    private static final int READS_PER_SECOND = 80;

    /** Writes reserved for completing rooms and disconnecting people, which users cannot take. */
    private static final int WRITES_RESERVED = 5;

    private static final int SWEEP_READS_PER_SECOND = READS_PER_SECOND / 4;
    /** Long enough for a hundred creates at once, as on the full hour. */
    private static final Duration WRITE_WAIT = Duration.ofSeconds(8);

    private static final Duration READ_WAIT = Duration.ofSeconds(1);
    private static final Duration BULKHEAD_WAIT = Duration.ofSeconds(2);

    private static final int SWEEP_CALLS_AT_ONCE = 2;

    /** No more calls at once than may be sent in a second. */
    private static final int RECONCILER_CALLS_AT_ONCE = WRITES_PER_SECOND;

    private final VideoProvider rooms;
    private final RateShare share;
    private final Duration timeLimit;
    private final Clock clock;
    private final TelemedEvents events;
    private final CircuitBreaker circuit;
    private final RateLimit userWrites;
    private final RateLimit reconcilerWrites;
    private final RateLimit reads;
    private final RateLimit sweepReads;

    /** A factory without metrics. */
    VideoProviderFactory(VideoProvider rooms, RateShare share, Duration timeLimit, Clock clock) {
        this(rooms, share, timeLimit, clock, TelemedEvents.SILENT);
    }

    /**
     * A factory for one account; make only one per account.
     *
     * @param timeLimit of one call
     */
    public VideoProviderFactory(
            VideoProvider rooms, RateShare share, Duration timeLimit, Clock clock, TelemedEvents events) {
        this.events = events;
        this.rooms = rooms;
        this.share = share;
        this.timeLimit = timeLimit;
        this.clock = clock;
        this.circuit = TwilioCircuitBreaker.create(clock, events);
        RateLimiter allWrites = share.of(WRITES_PER_SECOND, WRITE_WAIT);
        RateLimiter allReads = share.of(READS_PER_SECOND, READ_WAIT);
        RetryAfterGate writeGate = new RetryAfterGate(clock);
        RetryAfterGate readGate = new RetryAfterGate(clock);
        this.userWrites =
                new RateLimit(writeGate, allWrites, share.of(WRITES_PER_SECOND - WRITES_RESERVED, WRITE_WAIT));
        this.reconcilerWrites = new RateLimit(writeGate, allWrites);
        this.reads = new RateLimit(readGate, allReads);
        this.sweepReads = new RateLimit(readGate, allReads, share.of(SWEEP_READS_PER_SECOND, READ_WAIT));
    }

    /** For requests of users: one retry. */
    public VideoProvider forUsers() {
        return resilient(timeLimit.dividedBy(2), Integer.MAX_VALUE, reads, userWrites);
    }

    /** For the reconciler: may use the reserved writes; no retry, because the sweep repairs what fails. */
    public VideoProvider forReconciler() {
        return resilient(Duration.ZERO, RECONCILER_CALLS_AT_ONCE, reads, reconcilerWrites);
    }

    /** For the sweep: a quarter of the reads at most; no retry. */
    public VideoProvider forSweep() {
        return resilient(Duration.ZERO, SWEEP_CALLS_AT_ONCE, sweepReads, reconcilerWrites);
    }

    /** How many reads a sweep can make in that time. */
    public int sweepReadsIn(Duration time) {
        return (int) (SWEEP_READS_PER_SECOND * share.value() * time.toSeconds());
    }

    private VideoProvider resilient(Duration retryWithin, int callsAtOnce, RateLimit readLimit, RateLimit writeLimit) {
        BulkheadConfig concurrency = BulkheadConfig.custom()
                .maxConcurrentCalls(callsAtOnce)
                .maxWaitDuration(BULKHEAD_WAIT)
                .writableStackTraceEnabled(false)
                .build();
        ResilientCalls calls = new ResilientCalls(
                new SingleRetry(clock, retryWithin), Bulkhead.of("twilio", concurrency), circuit, clock, events);
        return new ResilientVideoProvider(rooms, calls, readLimit, writeLimit, events);
    }
}
