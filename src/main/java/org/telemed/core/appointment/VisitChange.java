package org.telemed.core.appointment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.telemed.core.membership.ResourceReference;

/**
 * The difference between two versions of an Appointment, as far as its planned Encounter follows it. What people changed on
 * the Encounter itself is not in it, and so survives.
 *
 * @param status the Encounter's new status
 * @param times new start and end
 * @param subject the new patient
 * @param removed who no longer takes part, or in another way
 * @param added who takes part now, or in another way
 */
public record VisitChange(
        Optional<String> status,
        Optional<BookedTimes> times,
        Optional<NewSubject> subject,
        List<BookedActor> removed,
        List<BookedActor> added) {

    public static final VisitChange NONE =
            new VisitChange(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

    /** Another patient, or none: the one before has declined, or was taken off. */
    public record NewSubject(Optional<ResourceReference> before, Optional<ResourceReference> now) {}

    public VisitChange {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** The difference between the version by which the Encounter was written last, and the current one. */
    public static VisitChange between(BookedVisit before, BookedVisit now) {
        return new VisitChange(
                before.status() == now.status()
                        ? Optional.empty()
                        : now.status().ofPlannedEncounter(),
                Optional.of(now.times()).filter(times -> times.isUsable() && !times.equals(before.times())),
                before.subject().equals(now.subject())
                        ? Optional.empty()
                        : Optional.of(new NewSubject(before.subject(), now.subject())),
                without(before.actors(), now.actors()),
                without(now.actors(), before.actors()));
    }

    /**
     * What follows from the current version alone, if nobody knows by which one the Encounter was written: times and status.
     * Who takes part stays, because a person whom somebody took off the Encounter must not come back.
     */
    public static VisitChange by(BookedVisit now) {
        return new VisitChange(
                now.status().ofPlannedEncounter(),
                Optional.of(now.times()).filter(BookedTimes::isUsable),
                Optional.empty(),
                List.of(),
                List.of());
    }

    public boolean isEmpty() {
        return status.isEmpty() && times.isEmpty() && subject.isEmpty() && removed.isEmpty() && added.isEmpty();
    }

    private static List<BookedActor> without(List<BookedActor> all, List<BookedActor> others) {
        List<BookedActor> left = new ArrayList<>(all);
        others.forEach(
                other -> left.stream().filter(other::saysTheSameAs).findFirst().ifPresent(left::remove));
        return left;
    }
}
