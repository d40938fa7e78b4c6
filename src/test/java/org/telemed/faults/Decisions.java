package org.telemed.faults;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The last decisions about the people of one visit that were stored. They are read off the Tasks, which are the truth.
 *
 * @param statuses {@code Task.status} by person
 */
record Decisions(Map<Person, String> statuses) {
    private static final Set<String> ENDS = Set.of("cancelled", "completed");

    Optional<String> of(Person person) {
        return Optional.ofNullable(statuses.get(person));
    }

    boolean isAdmitted(Person person) {
        return of(person).filter("accepted"::equals).isPresent();
    }

    boolean isDismissed(Person person) {
        return of(person).filter("rejected"::equals).isPresent();
    }

    /** Of a visit that goes on, and of somebody who takes part. */
    boolean isOpen(Person person) {
        return of(person).filter(status -> !ENDS.contains(status)).isPresent();
    }

    boolean hasArrived(Person person) {
        return of(person).filter("requested"::equals).isPresent();
    }

    /** For somebody who has to be admitted. */
    Expected answerTo(Person person) {
        return isAdmitted(person) ? Expected.TOKEN : isDismissed(person) ? Expected.DISMISSED : Expected.WAITING;
    }

    /** What {@code $telemed-status} says of somebody who has to be admitted and is not. */
    String stateOf(Person person) {
        return isDismissed(person) ? "dismissed" : "waiting";
    }
}
