package org.telemed.core.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.encounter.EncounterId;

/**
 * Limits the refusals that are recorded, so that nobody can fill the database with them: a few per minute for each
 * caller, Encounter and reason, and some for each caller. Everybody without a valid login is one caller, of whom a few are
 * recorded altogether.
 */
final class RefusalLimit {
    static final int PER_CASE = 3;
    static final int PER_CALLER = 60;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Count> counts = BoundedMap.ofLastUsed(MOST_REMEMBERED);
    private final AtomicLong omitted = new AtomicLong();

    RefusalLimit(Clock clock) {
        this.clock = clock;
    }

    private record Count(Instant since, int number) {}

    /** Whether this refusal is to be recorded; else it is counted. */
    synchronized boolean allows(
            AuditKind kind, AuditActor actor, Optional<EncounterId> encounter, Map<AuditDetail, String> details) {
        String caller =
                kind + " " + actor.issuer().orElse("") + " " + actor.userId().orElse("");
        String one = caller + " " + encounter.map(EncounterId::partition).orElse("") + "/"
                + encounter.map(EncounterId::value).orElse("") + " "
                + details.getOrDefault(AuditDetail.REASON, "");
        int most = actor.userId().isPresent() ? PER_CALLER : PER_CASE;
        boolean allowed = count(one) <= PER_CASE && count(caller) <= most;
        if (!allowed) {
            omitted.incrementAndGet();
        }
        return allowed;
    }

    private int count(String key) {
        Instant now = clock.instant();
        Count last = counts.get(key);
        boolean over = last == null || !now.isBefore(last.since().plus(WINDOW)) || now.isBefore(last.since());
        Count count = over || last == null ? new Count(now, 1) : new Count(last.since(), last.number() + 1);
        counts.put(key, count);
        return count.number();
    }

    long omitted() {
        return omitted.get();
    }
}
