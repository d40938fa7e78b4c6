package org.telemed.core.encounter;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The planned start of a visit, as far as it is set and readable. */
public sealed interface VisitStart {
    /** No start is set: the visit may begin at any time. */
    VisitStart NOT_SET = new NotSet();

    /** When participants may join a planned visit; empty if at any time, or if nobody can tell. */
    Optional<Instant> joinableFrom(Duration earlyJoin);

    /** No start is set. */
    record NotSet() implements VisitStart {
        @Override
        public Optional<Instant> joinableFrom(Duration earlyJoin) {
            return Optional.empty();
        }
    }

    /**
     * Starts at an instant; for a partial date, the first instant of its day, month or year.
     *
     * @param instant the earliest
     */
    record At(Instant instant) implements VisitStart {
        @Override
        public Optional<Instant> joinableFrom(Duration earlyJoin) {
            return Optional.of(instant.minus(earlyJoin));
        }
    }

    /**
     * The value cannot be parsed; it counts as not reached.
     *
     * @param element the element's path, such as {@code Encounter.period.start}
     */
    record Unreadable(String element) implements VisitStart {
        @Override
        public Optional<Instant> joinableFrom(Duration earlyJoin) {
            return Optional.empty();
        }
    }
}
