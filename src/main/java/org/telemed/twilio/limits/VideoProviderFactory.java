package org.telemed.twilio.limits;

import io.github.resilience4j.ratelimiter.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.video.VideoProvider;

/**
 * One Twilio account as everybody on this node uses it: one circuit breaker, one set of rate limits, and a view of its rooms
 * for each purpose. The one place that decides how often anything is sent.
 */
public final class VideoProviderFactory {
    private static final int WRITES_PER_SECOND = 20;
    private static final int READS_PER_SECOND = 80;

    /** Closing rooms and ejecting people can always have this many, whatever users ask for. */
    private static final int WRITES_RESERVED = 5;

    private static final int SWEEP_READS_PER_SECOND = READS_PER_SECOND / 4;
    /** A hundred creates at once, as on the full hour, all get their turn. */
    private static final Duration WRITE_WAIT = Duration.ofSeconds(8);

    private static final Duration READ_WAIT = Duration.ofSeconds(1);

    private static final int SWEEP_CALLS_AT_ONCE = 2;

    /** Closing never needs more at once than may be sent in a second. */
    private static final int KEEPER_CALLS_AT_ONCE = WRITES_PER_SECOND;

    private final VideoProvider rooms;
    private final RateShare share;
    private final Duration timeLimit;
    private final Clock clock;
    private final TelemedEvents events;
    private final TwilioCircuitBreaker circuit;
    private final RateLimit userWrites;
    private final RateLimit keeperWrites;
    private final RateLimit reads;
    private final RateLimit sweepReads;

    /** Guards the rooms of one account, and tells nobody. */
    VideoProviderFactory(VideoProvider rooms, RateShare share, Duration timeLimit, Clock clock) {
        this(rooms, share, timeLimit, clock, TelemedEvents.SILENT);
    }

    /**
     * Guards the rooms of one account; there is one of these per account.
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
        this.circuit = new TwilioCircuitBreaker(clock, events);
        RateLimiter allWrites = share.of(WRITES_PER_SECOND, WRITE_WAIT);
        RateLimiter allReads = share.of(READS_PER_SECOND, READ_WAIT);
        RetryAfterGate writing = new RetryAfterGate(clock);
        RetryAfterGate reading = new RetryAfterGate(clock);
        this.userWrites = new RateLimit(writing, share.of(WRITES_PER_SECOND - WRITES_RESERVED, WRITE_WAIT), allWrites);
        this.keeperWrites = new RateLimit(writing, allWrites);
        this.reads = new RateLimit(reading, allReads);
        this.sweepReads = new RateLimit(reading, share.of(SWEEP_READS_PER_SECOND, READ_WAIT), allReads);
    }

    /** For whoever waits for an answer: one retry. */
    public VideoProvider forUsers() {
        return view(new SingleRetryPolicy(clock, timeLimit), reads, userWrites);
    }

    /** For closing rooms and ejecting people: some writes reserved; what fails is left to the sweep. */
    public VideoProvider forKeeper() {
        return view(new BulkheadPolicy(KEEPER_CALLS_AT_ONCE), reads, keeperWrites);
    }

    /** For the sweep, which nobody waits for: a quarter of the reads at most. */
    public VideoProvider forSweep() {
        return view(new BulkheadPolicy(SWEEP_CALLS_AT_ONCE), sweepReads, keeperWrites);
    }

    /** How many reads a sweep can make in that time. */
    public int sweepReadsIn(Duration time) {
        return (int) (SWEEP_READS_PER_SECOND * share.value() * time.toSeconds());
    }

    private VideoProvider view(CallPolicy manner, RateLimit readsAllowed, RateLimit writesAllowed) {
        return new ResilientVideoProvider(
                rooms,
                new LimitedCalls(manner, circuit, readsAllowed, writesAllowed, new CallTimer(events, clock)),
                events);
    }
}
