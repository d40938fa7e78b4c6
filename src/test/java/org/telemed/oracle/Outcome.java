package org.telemed.oracle;

import java.time.Instant;
import java.util.Optional;

/**
 * What the caller gets.
 *
 * @param time when the token expires, or from when they may join, if there is such a time
 * @param element that could not be read, such as {@code Encounter.period.start}; empty if none
 */
record Outcome(Kind kind, Optional<Instant> time, String element) {

    /** The cases that an app can tell apart, and who has left from who was never listed. */
    enum Kind {
        TOKEN,
        NOT_A_PARTICIPANT,
        LEFT,
        PERIOD_UNREADABLE,
        PARTICIPANT_TOO_EARLY,
        VISIT_TOO_EARLY,
        START_UNREADABLE,
        CLOSED,
        NO_ROOM,
        ROOM_LAPSED,
        /** As for an Encounter that does not exist. */
        UNKNOWN
    }

    static Outcome of(Kind kind) {
        return new Outcome(kind, Optional.empty(), "");
    }

    static Outcome at(Kind kind, Instant time) {
        return new Outcome(kind, Optional.of(time), "");
    }

    static Outcome unreadable(Kind kind, String element) {
        return new Outcome(kind, Optional.empty(), element);
    }

    @Override
    public String toString() {
        return kind + time.map(at -> " " + at).orElse("") + (element.isEmpty() ? "" : " " + element);
    }
}
