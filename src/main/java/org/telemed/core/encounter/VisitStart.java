package org.telemed.core.encounter;

import java.time.Instant;

/** When a visit is meant to begin. */
public sealed interface VisitStart {
    /** The Encounter does not say, so it may begin at any time. */
    VisitStart NOT_SET = new NotSet();

    /** Nothing stands where a start would. */
    record NotSet() implements VisitStart {}

    /**
     * From then on; a partial date begins with its day, month or year.
     *
     * @param instant the first in it
     */
    record At(Instant instant) implements VisitStart {}

    /**
     * Something stands there that nobody can read, so it counts as not reached.
     *
     * @param element where it stands, {@code Encounter.period.start}
     */
    record Unreadable(String element) implements VisitStart {}
}
