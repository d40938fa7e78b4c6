package org.telemed.core.waiting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.ResourceReference;

/** The waiting room of each visit: lets in who was admitted, and records who arrives. */
public final class WaitingRoom {
    /** The least time between two writes for somebody who asks again and again. */
    private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);

    /** When somebody who waits may ask again. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(10);

    private static final Membership MEMBER = new Membership.Member(Optional.empty());

    private final AdmissionRule rule;
    private final Admissions admissions;
    private final Clock clock;

    public WaitingRoom(AdmissionRule rule, Admissions admissions, Clock clock) {
        this.rule = rule;
        this.admissions = admissions;
        this.clock = clock;
    }

    /** Whether an arrival is recorded. */
    public enum Arrival {
        RECORDED,
        /** Nothing is written. */
        NOT_RECORDED
    }

    /**
     * Refuses a participant who is not let in now.
     *
     * @param isGuest whether they come by the link of an invitation
     * @throws TelemedException WAITING or DISMISSED; CONFLICT if their record changed meanwhile: read again
     */
    public void requireAdmitted(
            TelemedEncounter encounter,
            ResourceReference person,
            Membership membership,
            boolean isGuest,
            Arrival arrival) {
        if (!rule.mustBeAdmitted(encounter, person, membership, isGuest) && !rule.mayHaveBeenDismissed(person)) {
            return;
        }
        Optional<Admission> known = admissions.find(encounter.id(), person);
        switch (rule.of(encounter, person, membership, isGuest, known)) {
            case ADMITTED -> {}
            case DISMISSED -> throw dismissed();
            case WAITING -> {
                if (arrival == Arrival.RECORDED) {
                    arrived(encounter, person, known);
                }
                throw waiting();
            }
        }
    }

    private void arrived(TelemedEncounter encounter, ResourceReference person, Optional<Admission> known) {
        Instant now = clock.instant();
        if (known.isEmpty()) {
            admissions.store(Admission.requested(encounter.id(), person, patientOf(encounter), now));
        } else if (known.get().status() != AdmissionStatus.REQUESTED
                || !now.isBefore(known.get().lastAsked().plus(BETWEEN_WRITES))) {
            admissions.store(known.get().asked(now));
        }
    }

    /** Those of the current members who are let in now. */
    public Set<ResourceReference> admitted(
            TelemedEncounter encounter, Set<ResourceReference> members, boolean areGuests) {
        boolean needed = members.stream()
                .anyMatch(person ->
                        rule.mustBeAdmitted(encounter, person, MEMBER, areGuests) || rule.mayHaveBeenDismissed(person));
        if (!needed) {
            return members;
        }
        Map<ResourceReference, Admission> known = admissions.findAll(encounter.id()).stream()
                .filter(admission -> !areGuests || !hasExpired(admission))
                .collect(Collectors.toMap(Admission::person, admission -> admission, (one, other) -> one));
        return members.stream()
                .filter(person -> rule.of(encounter, person, MEMBER, areGuests, Optional.ofNullable(known.get(person)))
                        == Admittance.ADMITTED)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean hasExpired(Admission admission) {
        return admission
                .invitation()
                .filter(link -> link.isOver(clock.instant()))
                .isPresent();
    }

    /** All admissions of a visit. */
    public List<Admission> admissionsTo(TelemedEncounter encounter) {
        return admissions.findAll(encounter.id());
    }

    public AdmissionRule rule() {
        return rule;
    }

    /** The Encounter's subject, which it lists last, if that is a Patient. */
    public static Optional<ResourceReference> patientOf(TelemedEncounter encounter) {
        return encounter.participants().stream()
                .map(Participant::reference)
                .filter(person -> person.type().equals("Patient"))
                .reduce((first, last) -> last);
    }

    private static TelemedException waiting() {
        return TelemedException.because(
                        Reason.WAITING, "You are in the waiting room. Wait until you are let in, and ask again then.")
                .retryAfter(ASK_AGAIN_AFTER);
    }

    private static TelemedException dismissed() {
        return TelemedException.because(
                Reason.DISMISSED, "You were sent out of this visit. Ask who runs it to let you in again.");
    }
}
