package org.telemed.core.membership;

import java.time.Instant;
import java.util.Optional;

/** The result of the membership rule for one person, one Encounter and one instant. */
public sealed interface Membership {
    /**
     * A participant.
     *
     * @param until the first instant after the membership; empty if no end is set
     */
    record Member(Optional<Instant> until) implements Membership {}

    /**
     * Listed, but the period has not begun.
     *
     * @param from the first instant at which they may join
     */
    record TooEarly(Instant from) implements Membership {}

    /** Listed, but the period is over. */
    record Left() implements Membership {}

    /**
     * Listed, but the period cannot be parsed.
     *
     * @param element the element's path, such as {@code Encounter.participant[0].period.start}
     */
    record Unreadable(String element) implements Membership {}

    /** Not listed, or for an empty period. */
    record Outsider() implements Membership {}
}
