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
 */
public record AdmissionRule(boolean enabled, ModeratorRule moderators) {
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

    /** Whether someone who has to be admitted is let in. */
    public Admittance of(Optional<Admission> admission) {
        return switch (admission.map(Admission::status).orElse(AdmissionStatus.REQUESTED)) {
            case ACCEPTED -> Admittance.ADMITTED;
            case REJECTED -> Admittance.DISMISSED;
            case DRAFT, REQUESTED, CANCELLED, COMPLETED -> Admittance.WAITING;
        };
    }
}
