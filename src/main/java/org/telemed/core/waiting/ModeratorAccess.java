package org.telemed.core.waiting;

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
import org.telemed.core.membership.NotAParticipant;
import org.telemed.core.membership.ResourceReference;

/** Lets those pass who run a visit: its moderators, and whoever may update the Encounter. */
public final class ModeratorAccess {
    private final MembershipRule membershipRule;
    private final ModeratorRule moderators;
    private final ExistenceHiding existence;
    private final Clock clock;

    public ModeratorAccess(
            MembershipRule membershipRule, ModeratorRule moderators, ExistenceHiding existence, Clock clock) {
        this.membershipRule = membershipRule;
        this.moderators = moderators;
        this.existence = existence;
        this.clock = clock;
    }

    /**
     * The Encounter, for a caller who runs the visit.
     *
     * @throws TelemedException ENCOUNTER_NOT_FOUND, ENCOUNTER_DELETED, NOT_ALLOWED or NOT_A_PARTICIPANT
     */
    public TelemedEncounter require(EncounterAccess encounters, EncounterId id, Caller caller) {
        Found found = existence.hiding(encounters, id, () -> find(encounters, id, caller));
        if (!found.isRunByCaller()) {
            throw notAllowed(); // to a participant, who knows that it exists
        }
        encounters.requireIfMatch(found.encounter());
        return found.encounter();
    }

    private record Found(TelemedEncounter encounter, boolean isRunByCaller) {}

    private Found find(EncounterAccess encounters, EncounterId id, Caller caller) {
        TelemedEncounter encounter = encounters.readableByCaller(id);
        boolean moderates = caller.profile()
                .filter(person -> !caller.isGuest() && isModerator(person, encounter))
                .isPresent();
        if (moderates || encounters.isUpdatableByCaller(id)) {
            return new Found(encounter, true);
        }
        Membership membership =
                caller.profile().map(person -> membershipOf(person, encounter)).orElseGet(Membership.Outsider::new);
        if (membership instanceof Membership.Member) {
            return new Found(encounter, false);
        }
        throw membership instanceof Membership.TooEarly ? notAllowed() : NotAParticipant.because(membership);
    }

    private static TelemedException notAllowed() {
        return TelemedException.because(
                Reason.NOT_ALLOWED,
                "This is for those who run the visit: its practitioners, and whoever may update the Encounter.");
    }

    /** Whether that person moderates the visit now. */
    public boolean isModerator(ResourceReference person, TelemedEncounter encounter) {
        return moderators.isModerator(person, membershipOf(person, encounter));
    }

    /** The membership of a person now. */
    public Membership membershipOf(ResourceReference person, TelemedEncounter encounter) {
        return membershipRule.membershipOf(
                person, encounter.id().partition(), encounter.participants(), clock.instant());
    }

    /** Whether that entry of the Encounter stands for people: a group, or a role while it holds. */
    public boolean standsForOthers(ResourceReference entry, TelemedEncounter encounter) {
        return entry.type().equals("Group")
                || (entry.type().equals("PractitionerRole") && listsOthers(entry, encounter));
    }

    private boolean listsOthers(ResourceReference entry, TelemedEncounter encounter) {
        return membershipRule.people(encounter.id().partition(), encounter.participants(), clock.instant()).stream()
                .anyMatch(listed ->
                        listed.entries().contains(entry) && !listed.person().equals(entry));
    }
}
