package org.telemed.core.waiting;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
    private final Consumer<EncounterId> onLeftInCall;
    private final Clock clock;

    /**
     * @param onLeftInCall is called with the visits in which somebody may be in the call whose admission was closed, to have
     *     them disconnected: their link has ended, which changes no Encounter; or they take part again by then, and what
     *     reconciled the room before has seen them admitted
     */
    public AdmissionUpkeep(
            Admissions admissions,
            EncounterStates encounters,
            MembershipRule membershipRule,
            Consumer<EncounterId> onLeftInCall,
            Clock clock) {
        this.onLeftInCall = onLeftInCall;
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
        Map<EncounterId, EncounterState> states = statesOf(open);
        List<Admission> closed = open.stream()
                .filter(admission -> end(admission, states)
                        .filter(end -> isClosed(admission, end))
                        .isPresent())
                .toList();
        if (!closed.isEmpty()) {
            Map<EncounterId, EncounterState> now = statesOf(closed);
            closed.stream()
                    .filter(admission ->
                            isLinkOver(admission) || end(admission, now).isEmpty())
                    .map(Admission::encounter)
                    .distinct()
                    .forEach(onLeftInCall);
        }
    }

    private Map<EncounterId, EncounterState> statesOf(List<Admission> some) {
        return encounters.states(some.stream().map(Admission::encounter).collect(Collectors.toSet()));
    }

    private Optional<AdmissionStatus> end(Admission admission, Map<EncounterId, EncounterState> states) {
        return end(admission, states.getOrDefault(admission.encounter(), new EncounterState.Absent()));
    }

    private Optional<AdmissionStatus> end(Admission admission, EncounterState state) {
        if (!(state instanceof EncounterState.Stored stored)) {
            return Optional.of(AdmissionStatus.COMPLETED);
        }
        if (stored.encounter().phase() == EncounterPhase.CLOSED) {
            return Optional.of(AdmissionStatus.COMPLETED);
        }
        return !isLinkOver(admission) && takesPart(admission, stored.encounter())
                ? Optional.empty()
                : Optional.of(AdmissionStatus.CANCELLED);
    }

    private boolean isLinkOver(Admission admission) {
        return admission
                .invitation()
                .filter(link -> link.isOver(clock.instant()))
                .isPresent();
    }

    private boolean takesPart(Admission admission, TelemedEncounter encounter) {
        Membership membership = membershipRule.membershipOf(
                admission.person(), encounter.id().partition(), encounter.participants(), clock.instant());
        return membership instanceof Membership.Member || membership instanceof Membership.TooEarly;
    }

    /** Whoever writes at the same time decides anew; a later run looks again. */
    private boolean isClosed(Admission admission, AdmissionStatus end) {
        try {
            admissions.store(admission.closed(end));
            return true;
        } catch (TelemedException raced) {
            if (raced.reason() != Reason.CONFLICT) {
                throw raced;
            }
            return false;
        }
    }
}
