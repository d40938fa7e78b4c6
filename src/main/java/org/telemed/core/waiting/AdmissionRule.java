package org.telemed.core.waiting;

import java.util.Optional;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.ModeratorRule;
import org.telemed.core.membership.ResourceReference;

/**
 * The rule for who has to be admitted, and who is let in. There is no other such rule: tokens, statuses and the
 * reconciler use it.
 *
 * @param enabled whether visits that do not say otherwise have a waiting room
 * @param moderators who never waits
 * @param hasGuests whether people may be invited by a link
 */
public record AdmissionRule(boolean enabled, ModeratorRule moderators, boolean hasGuests) {
    /** Moderators of a visit are not invited to it; the others whom an invitation may name are of this type. */
    private static final String INVITED = "RelatedPerson";

    /** Whether the visit has a waiting room. */
    public boolean hasWaitingRoom(TelemedEncounter encounter) {
        return encounter.virtualService().flatMap(VirtualService::waitingRoom).orElse(enabled);
    }

    /**
     * Whether that participant has to be admitted. Guests do, in every visit.
     *
     * @param isGuest whether they come by the link of an invitation
     */
    public boolean mustBeAdmitted(
            TelemedEncounter encounter, ResourceReference person, Membership membership, boolean isGuest) {
        return isGuest || (hasWaitingRoom(encounter) && !moderators.isModerator(person, membership));
    }

    /**
     * Whether somebody who does not have to be admitted may have been sent away all the same: a guest who has a login too, in a
     * visit without a waiting room. Only then their admission has to be read.
     */
    public boolean mayHaveBeenDismissed(ResourceReference person) {
        return hasGuests && INVITED.equals(person.type()) && !moderators.types().contains(INVITED);
    }

    /** Whether that participant is let in, by what is known of them. */
    public Admittance of(
            TelemedEncounter encounter,
            ResourceReference person,
            Membership membership,
            boolean isGuest,
            Optional<Admission> known) {
        if (mustBeAdmitted(encounter, person, membership, isGuest)) {
            return of(known);
        }
        boolean dismissed = mayHaveBeenDismissed(person)
                && known.filter(Admission::isGuest)
                        .filter(AdmissionRule::wasDismissed)
                        .isPresent();
        return dismissed ? of(known) : Admittance.ADMITTED;
    }

    /** By a decision: a guest who has come and waits was not. */
    private static boolean wasDismissed(Admission admission) {
        return admission.status() == AdmissionStatus.REJECTED
                || (admission.status() == AdmissionStatus.REQUESTED
                        && admission.decidedBy().isPresent());
    }

    /** Whether someone who has to be admitted is let in. */
    public Admittance of(Optional<Admission> admission) {
        return switch (admission.map(Admission::status).orElse(AdmissionStatus.REQUESTED)) {
            case ACCEPTED -> Admittance.ADMITTED;
            case REJECTED -> Admittance.DISMISSED;
            case DRAFT, REQUESTED, CANCELLED, COMPLETED -> Admittance.WAITING;
        };
    }
}
