package org.telemed.core.waiting;

import java.time.Instant;
import java.util.Optional;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;

/**
 * One person at the door of one visit. There is at most one for an Encounter and a person.
 *
 * @param patient the Encounter's subject, if it is a Patient
 * @param arrived when they first asked to be admitted; for a guest who has not come yet, when they were invited
 * @param lastAsked when they asked last, to the minute
 * @param decidedBy who admitted or dismissed them last; empty for a decision by somebody without a resource of their own
 * @param invitation the link by which they come; empty unless they are a guest
 * @param version of the stored record, which a write has to name; empty for one that is not stored yet
 */
public record Admission(
        EncounterId encounter,
        ResourceReference person,
        AdmissionStatus status,
        Optional<ResourceReference> patient,
        Instant arrived,
        Instant lastAsked,
        Optional<ResourceReference> decidedBy,
        Optional<Invitation> invitation,
        Optional<String> version) {

    /**
     * The link of a guest. Neither secret can be computed from its hash.
     *
     * @param secretHash SHA-256 of the secret in the link, in hexadecimal
     * @param sessionHash the same of the secret in the cookie of the browser that redeemed it; empty until then
     * @param expires the first instant at which the link and the session are not valid any more
     */
    public record Invitation(String secretHash, Optional<String> sessionHash, Instant expires) {
        public boolean isOver(Instant now) {
            return !now.isBefore(expires);
        }
    }

    /** The first arrival of a person. */
    public static Admission requested(
            EncounterId encounter, ResourceReference person, Optional<ResourceReference> patient, Instant now) {
        return new Admission(
                encounter,
                person,
                AdmissionStatus.REQUESTED,
                patient,
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same as it is stored now. */
    public Admission storedAs(String newVersion) {
        return new Admission(
                encounter, person, status, patient, arrived, lastAsked, decidedBy, invitation, Optional.of(newVersion));
    }

    public boolean isGuest() {
        return invitation.isPresent();
    }

    /** The same with another status, as that person decided. */
    public Admission decided(AdmissionStatus decision, Optional<ResourceReference> by) {
        return new Admission(encounter, person, decision, patient, arrived, lastAsked, by, invitation, version);
    }

    /** The same after the person asked again. */
    public Admission asked(Instant now) {
        boolean again = status != AdmissionStatus.REQUESTED;
        return new Admission(
                encounter,
                person,
                AdmissionStatus.REQUESTED,
                patient,
                again ? now : arrived,
                now,
                again ? Optional.empty() : decidedBy,
                invitation,
                version);
    }

    /** The same with another status, decided by nobody. */
    public Admission closed(AdmissionStatus end) {
        return decided(end, decidedBy);
    }

    /** The same with that link. */
    public Admission invitedBy(Invitation link) {
        return new Admission(
                encounter, person, status, patient, arrived, lastAsked, decidedBy, Optional.of(link), version);
    }
}
