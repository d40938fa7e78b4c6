package org.telemed.core.waiting;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.encounter.EncounterStates;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.MembershipRule;

/**
 * Closes admissions whose visit is over, and those of people who take no part any more. Idempotent and level-triggered; it
 * never lets anybody in.
 */
public final class AdmissionUpkeep {
    private final Admissions admissions;
    private final EncounterStates encounters;
    private final MembershipRule membershipRule;
    private final Clock clock;

    public AdmissionUpkeep(
            Admissions admissions, EncounterStates encounters, MembershipRule membershipRule, Clock clock) {
        this.admissions = admissions;
        this.encounters = encounters;
        this.membershipRule = membershipRule;
        this.clock = clock;
    }

    /** Those of one visit. */
    public void reconcile(EncounterId encounter) {
        reconcile(admissions.findAll(encounter));
    }

    /** These, which may be of different visits. */
    public void reconcile(Collection<Admission> some) {
        List<Admission> open =
                some.stream().filter(admission -> admission.status().isOpen()).toList();
        if (open.isEmpty()) {
            return;
        }
        Map<EncounterId, EncounterState> states =
                encounters.states(open.stream().map(Admission::encounter).collect(Collectors.toSet()));
        for (Admission admission : open) {
            end(admission, states.getOrDefault(admission.encounter(), new EncounterState.Absent()))
                    .ifPresent(end -> close(admission, end));
        }
    }

    private Optional<AdmissionStatus> end(Admission admission, EncounterState state) {
        if (!(state instanceof EncounterState.Stored stored)) {
            return Optional.of(AdmissionStatus.COMPLETED);
        }
        if (stored.encounter().phase() == EncounterPhase.CLOSED) {
            return Optional.of(AdmissionStatus.COMPLETED);
        }
        return takesPart(admission, stored.encounter()) ? Optional.empty() : Optional.of(AdmissionStatus.CANCELLED);
    }

    private boolean takesPart(Admission admission, TelemedEncounter encounter) {
        Membership membership = membershipRule.membershipOf(
                admission.person(), encounter.id().partition(), encounter.participants(), clock.instant());
        return membership instanceof Membership.Member || membership instanceof Membership.TooEarly;
    }

    /** Whoever writes at the same time decides anew; a later run looks again. */
    private void close(Admission admission, AdmissionStatus end) {
        try {
            admissions.store(admission.closed(end));
        } catch (TelemedException raced) {
            if (raced.reason() != Reason.CONFLICT) {
                throw raced;
            }
        }
    }
}
