package org.telemed.core.waiting;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.room.RetryOnConflict;

/**
 * Use cases of {@code $admit-telemed-participant} and {@code $dismiss-telemed-participant}: who runs a visit decides who is in
 * it. Of several decisions about one person the one that is stored last holds. Idempotent.
 */
public final class DecideAdmission {
    /** More than take part in any room, and few enough for one request. */
    public static final int MOST_AT_ONCE = 100;

    private final ModeratorAccess access;
    private final AdmissionRule rule;
    private final Admissions admissions;
    private final Consumer<EncounterId> onDismissal;
    private final Clock clock;

    /** @param onDismissal is called after somebody was dismissed, to have them disconnected */
    public DecideAdmission(
            ModeratorAccess access,
            AdmissionRule rule,
            Admissions admissions,
            Consumer<EncounterId> onDismissal,
            Clock clock) {
        this.access = access;
        this.rule = rule;
        this.admissions = admissions;
        this.onDismissal = onDismissal;
        this.clock = clock;
    }

    /** Where somebody is sent who is dismissed. */
    public enum Destination {
        WAITING_ROOM(AdmissionStatus.REQUESTED),
        /** Until they are admitted again. */
        OUT(AdmissionStatus.REJECTED);

        private final AdmissionStatus status;

        Destination(AdmissionStatus status) {
            this.status = status;
        }
    }

    /**
     * Lets these people in. Whoever does not have to be admitted is in already.
     *
     * @param onDecided is called for each of them as soon as they are in
     * @throws TelemedException as {@link ModeratorAccess#require}; ENCOUNTER_CLOSED; BAD_REQUEST for somebody who takes no
     *     part; then nothing is changed
     */
    public void admit(
            EncounterAccess encounters,
            EncounterId id,
            Caller caller,
            List<ResourceReference> people,
            Consumer<ResourceReference> onDecided) {
        TelemedEncounter encounter = decidable(encounters, id, caller, people);
        for (ResourceReference person : people) {
            RetryOnConflict.untilUncontested(RetryOnConflict.TRIES, () -> {
                Optional<Admission> known = admissions.find(encounter.id(), person);
                if (mustBeAdmitted(encounter, person, known)) {
                    decide(encounter, person, known, AdmissionStatus.ACCEPTED, caller);
                }
                return person;
            });
            onDecided.accept(person);
        }
    }

    /**
     * Sends these people back to the waiting room, or out.
     *
     * @param onDecided is called for each of them as soon as that is stored
     * @throws TelemedException the same; BAD_REQUEST for a moderator; NO_WAITING_ROOM where nobody waits
     */
    public void dismiss(
            EncounterAccess encounters,
            EncounterId id,
            Caller caller,
            List<ResourceReference> people,
            Destination destination,
            Consumer<ResourceReference> onDecided) {
        TelemedEncounter encounter = decidable(encounters, id, caller, people);
        people.forEach(person -> requireDismissible(encounter, person));
        try {
            for (ResourceReference person : people) {
                RetryOnConflict.untilUncontested(RetryOnConflict.TRIES, () -> {
                    decide(encounter, person, admissions.find(encounter.id(), person), destination.status, caller);
                    return person;
                });
                onDecided.accept(person);
            }
        } finally {
            // also if the repository failed at the second of two people: the first has to go
            onDismissal.accept(encounter.id());
        }
    }

    private TelemedEncounter decidable(
            EncounterAccess encounters, EncounterId id, Caller caller, List<ResourceReference> people) {
        TelemedEncounter encounter = access.require(encounters, id, caller);
        if (!encounter.phase().allowsRoom()) {
            throw TelemedException.because(
                    Reason.ENCOUNTER_CLOSED, "This Encounter is over, called off or of unknown status.");
        }
        people.forEach(person -> requireParticipant(encounter, person));
        return encounter;
    }

    private void requireParticipant(TelemedEncounter encounter, ResourceReference person) {
        Membership membership = access.membershipOf(person, encounter);
        if (!(membership instanceof Membership.Member) && !(membership instanceof Membership.TooEarly)) {
            throw badRequest(person + " is no participant of this Encounter. Nothing was changed.");
        }
        if (!access.isModerator(person, encounter) && access.standsForOthers(person, encounter)) {
            throw badRequest(person
                    + " stands for others. Name the people, as $telemed-status lists them. Nothing was changed.");
        }
    }

    private void requireDismissible(TelemedEncounter encounter, ResourceReference person) {
        Optional<Admission> known = admissions.find(encounter.id(), person);
        if (isGuest(known)) {
            return;
        }
        if (access.isModerator(person, encounter)) {
            throw badRequest(person
                    + " moderates this visit and never waits. Take them off the Encounter. Nothing was changed.");
        }
        if (!rule.hasWaitingRoom(encounter)) {
            throw TelemedException.because(
                    Reason.NO_WAITING_ROOM,
                    "This visit has no waiting room. Take people off the Encounter, or give it a waiting room with"
                            + " $create-telemed-room and waitingRoom=true. Nothing was changed.");
        }
    }

    private boolean mustBeAdmitted(TelemedEncounter encounter, ResourceReference person, Optional<Admission> known) {
        return rule.mustBeAdmitted(encounter, person, access.membershipOf(person, encounter), isGuest(known));
    }

    private static boolean isGuest(Optional<Admission> known) {
        return known.filter(Admission::isGuest).isPresent();
    }

    private void decide(
            TelemedEncounter encounter,
            ResourceReference person,
            Optional<Admission> known,
            AdmissionStatus decision,
            Caller caller) {
        boolean waitsAlready = decision == AdmissionStatus.REQUESTED && rule.of(known) == Admittance.WAITING;
        if (waitsAlready || known.filter(before -> before.status() == decision).isPresent()) {
            return;
        }
        Admission before = known.orElseGet(
                () -> Admission.requested(encounter.id(), person, WaitingRoom.patientOf(encounter), clock.instant()));
        admissions.store(before.decided(decision, caller.profile()));
    }

    private static TelemedException badRequest(String message) {
        return TelemedException.because(Reason.BAD_REQUEST, message);
    }
}
