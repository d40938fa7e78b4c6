package org.telemed.core.status;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.membership.ListedPerson;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.AdmissionRule;
import org.telemed.core.waiting.AdmissionStatus;
import org.telemed.core.waiting.Admittance;

/**
 * Who is let into a visit, and who waits.
 *
 * @param known the admissions of the visit
 */
record AdmissionView(AdmissionRule rule, TelemedEncounter encounter, Map<ResourceReference, Admission> known) {
    /**
     * That of a person, by whichever way they come: who is connected, and may be by a login of their own, is let in.
     *
     * @param connected whether they are in the call
     */
    Admittance of(ListedPerson listed, boolean connected) {
        Admittance byLogin = of(listed.person(), listed.membership(), false);
        return connected && byLogin == Admittance.ADMITTED
                ? byLogin
                : of(listed.person(), listed.membership(), isGuest(listed.person()));
    }

    Admittance of(ResourceReference person, Membership membership, boolean isGuest) {
        return rule.of(encounter, person, membership, isGuest, Optional.ofNullable(known.get(person)));
    }

    boolean isGuest(ResourceReference person) {
        Admission admission = known.get(person);
        return admission != null && admission.isGuest();
    }

    /** When somebody who waits arrived; empty if they have not come yet. */
    Optional<Instant> arrived(ResourceReference person) {
        return waiting(person).map(Admission::arrived);
    }

    /** When somebody who waits asked last. */
    Optional<Instant> lastAsked(ResourceReference person) {
        return waiting(person).map(Admission::lastAsked);
    }

    private Optional<Admission> waiting(ResourceReference person) {
        return Optional.ofNullable(known.get(person))
                .filter(admission -> admission.status() == AdmissionStatus.REQUESTED);
    }
}
