package org.telemed.core.invitation;

import java.time.Clock;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.ExistenceHiding;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.ModeratorRule;

/** Checks who may invite guests: the visit's moderators, and whoever may update the Encounter. */
public final class InviterCheck {
    private final MembershipRule membershipRule;
    private final ModeratorRule moderators;
    private final ExistenceHiding existence;
    private final Clock clock;

    public InviterCheck(
            MembershipRule membershipRule, ModeratorRule moderators, ExistenceHiding existence, Clock clock) {
        this.membershipRule = membershipRule;
        this.moderators = moderators;
        this.existence = existence;
        this.clock = clock;
    }

    /**
     * The Encounter, if the caller may invite to it.
     *
     * @throws TelemedException ENCOUNTER_NOT_FOUND, ENCOUNTER_DELETED or NOT_ALLOWED
     */
    TelemedEncounter require(EncounterAccess encounters, EncounterId id, Caller caller) {
        Inviter inviter = existence.hiding(encounters, id, () -> {
            Inviter found = inviter(encounters, id, caller);
            if (!found.allowed() && !found.isMember()) {
                throw notAllowed();
            }
            return found;
        });
        if (!inviter.allowed()) {
            throw notAllowed();
        }
        return inviter.encounter();
    }

    private record Inviter(TelemedEncounter encounter, boolean isMember, boolean allowed) {}

    private Inviter inviter(EncounterAccess encounters, EncounterId id, Caller caller) {
        TelemedEncounter encounter = encounters.readableByCaller(id);
        Membership membership = caller.profile()
                .map(person -> membershipRule.membershipOf(
                        person, encounter.id().partition(), encounter.participants(), clock.instant()))
                .orElseGet(Membership.Outsider::new);
        boolean moderates = caller.profile()
                .filter(person -> moderators.isModerator(person, membership))
                .isPresent();
        return new Inviter(
                encounter, membership instanceof Membership.Member, moderates || encounters.isUpdatableByCaller(id));
    }

    private static TelemedException notAllowed() {
        return TelemedException.because(
                Reason.NOT_ALLOWED,
                "Only who moderates this visit, or may update its Encounter, can invite guests. Ask one of them.");
    }
}
