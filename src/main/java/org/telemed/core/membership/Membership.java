package org.telemed.core.membership;

import java.time.Instant;
import java.util.Optional;

/** What somebody is to an Encounter at one instant. */
public sealed interface Membership {
    /**
     * A participant.
     *
     * @param until the first instant at which they no longer are; empty if no end is set
     */
    record Member(Optional<Instant> until) implements Membership {}

    /**
     * Listed, but not yet.
     *
     * @param from the first instant at which they may join
     */
    record TooEarly(Instant from) implements Membership {}

    /** Was listed for a time that is over. */
    record Left() implements Membership {}

    /**
     * Is listed, but for a time that nobody can read.
     *
     * @param element where that time stands, {@code Encounter.participant[0].period.start}
     */
    record Unreadable(String element) implements Membership {}

    /** Is not listed, or for no time at all. */
    record Outsider() implements Membership {}
}
