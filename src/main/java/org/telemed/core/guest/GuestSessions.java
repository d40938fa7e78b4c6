package org.telemed.core.guest;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.VideoIdentities;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.encounter.EncounterStates;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.Admission.Invitation;
import org.telemed.core.waiting.AdmissionStatus;

/**
 * The sessions of guests. A session lasts as long as its link, the visit, and the guest's place on the Encounter's list; all
 * three are checked at every call.
 */
public final class GuestSessions {
    /** The issuer of guests, who have no access token. */
    public static final String ISSUER = "telemed-guest";

    private final GuestAdmissions admissions;
    private final EncounterStates encounters;
    private final MembershipRule membershipRule;
    private final VideoIdentities identities;
    private final Clock clock;

    public GuestSessions(
            GuestAdmissions admissions,
            EncounterStates encounters,
            MembershipRule membershipRule,
            VideoIdentities identities,
            Clock clock) {
        this.admissions = admissions;
        this.encounters = encounters;
        this.membershipRule = membershipRule;
        this.identities = identities;
        this.clock = clock;
    }

    /**
     * The guest with that cookie.
     *
     * @throws TelemedException INVITATION_NOT_FOUND if there is none, or the session is over
     */
    public Guest require(GuestCookie cookie) {
        return find(cookie).orElseThrow(GuestSessions::notFound);
    }

    /** The same, also of a visit that is over, for the last event of a stream that was open before. */
    public Guest requireAlsoOfClosed(GuestCookie cookie) {
        return ofBrowser(cookie)
                .filter(found -> isInTime(found.admission()) && found.admission().status() != AdmissionStatus.CANCELLED)
                .filter(found -> isListed(found.admission()))
                .map(found -> guest(cookie, found.admission()))
                .orElseThrow(GuestSessions::notFound);
    }

    /** The guest with that cookie; empty if the session is over or was never there. */
    public Optional<Guest> find(GuestCookie cookie) {
        return ofBrowser(cookie)
                .filter(found -> isValid(found.admission()))
                .map(found -> guest(cookie, found.admission()));
    }

    private Optional<GuestAdmission> ofBrowser(GuestCookie cookie) {
        return admissions.findById(cookie.id()).filter(found -> found.admission()
                .invitation()
                .flatMap(Invitation::sessionHash)
                .filter(cookie.browser()::hasHash)
                .isPresent());
    }

    Guest guest(GuestCookie cookie, Admission admission) {
        Instant expires = admission.invitation().orElseThrow().expires();
        Caller caller = new Caller(
                ISSUER,
                identities.ofGuest(admission.encounter(), admission.person()),
                Optional.of(admission.person()),
                Optional.empty(),
                Optional.of(expires),
                true);
        return new Guest(cookie, admission.encounter(), caller, expires);
    }

    /** Whether the link of that admission, and what was made of it, can be used now. */
    boolean isValid(Admission admission) {
        return isInTime(admission)
                && admission.status().isOpen()
                && encounterOf(admission)
                        .filter(encounter -> encounter.phase() != EncounterPhase.CLOSED)
                        .filter(encounter -> isListed(encounter, admission))
                        .isPresent();
    }

    private boolean isInTime(Admission admission) {
        return admission.invitation()
                .filter(link -> clock.instant().isBefore(link.expires()))
                .isPresent();
    }

    private boolean isListed(Admission admission) {
        return encounterOf(admission)
                .filter(encounter -> isListed(encounter, admission))
                .isPresent();
    }

    private boolean isListed(TelemedEncounter encounter, Admission admission) {
        Membership membership = membershipRule.membershipOf(
                admission.person(), encounter.id().partition(), encounter.participants(), clock.instant());
        return membership instanceof Membership.Member || membership instanceof Membership.TooEarly;
    }

    private Optional<TelemedEncounter> encounterOf(Admission admission) {
        return encounters.state(admission.encounter()) instanceof EncounterState.Stored stored
                ? Optional.of(stored.encounter())
                : Optional.empty();
    }

    /** The one refusal for whatever is wrong with a link or a session. */
    public static TelemedException notFound() {
        return TelemedException.because(
                Reason.INVITATION_NOT_FOUND,
                "This link cannot be used: it has ended, was used in another browser, or never was one. Ask who invited you"
                        + " for a new one.");
    }
}
