package org.telemed.core.invitation;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.ModeratorRule;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.Admission.Invitation;
import org.telemed.core.waiting.AdmissionStatus;
import org.telemed.core.waiting.Admissions;

/** Puts a guest on an Encounter's list, if they are not on it, and makes their admission. */
public final class GuestListing {
    /** The most guests of one visit with a link that is valid; a room holds no more people. */
    static final int MOST = 50;

    private static final Set<String> TYPES = Set.of("RelatedPerson", "Practitioner");

    private final Admissions admissions;
    private final MembershipRule membershipRule;
    private final ModeratorRule moderators;
    private final Clock clock;

    public GuestListing(
            Admissions admissions, MembershipRule membershipRule, ModeratorRule moderators, Clock clock) {
        this.admissions = admissions;
        this.membershipRule = membershipRule;
        this.moderators = moderators;
        this.clock = clock;
    }

    /**
     * Writes the person and the Encounter as far as needed.
     *
     * @return the admission to be stored
     * @throws TelemedException BAD_REQUEST, NO_PATIENT or TOO_MANY_GUESTS, before anything is written
     */
    Admission list(TelemedEncounter encounter, EncounterGuests guests, GuestRequest request, Invitation link) {
        if (request.invitee() instanceof Invitee.Known known) {
            return known(encounter, guests, known.person(), request.role(), link);
        }
        Invitee.Named named = (Invitee.Named) request.invitee();
        ResourceReference patient = guests.patientOf(encounter).orElseThrow(GuestListing::noPatient);
        requireRoomFor(encounter, Optional.empty());
        ResourceReference person = guests.create(patient, named.name());
        guests.add(encounter, person, request.role(), Optional.of(named.name()));
        return invited(encounter, person, Optional.of(patient), link);
    }

    private Admission known(
            TelemedEncounter encounter,
            EncounterGuests guests,
            ResourceReference person,
            Optional<GuestRole> role,
            Invitation link) {
        requireInvitable(encounter, guests, person);
        Optional<Admission> before = admissions.find(encounter.id(), person);
        boolean listed = isListed(encounter, person);
        if (listed && moderators.types().contains(person.type()) && before.filter(Admission::isGuest).isEmpty()) {
            throw badRequest(person + " moderates this visit already, and needs no invitation.");
        }
        requireRoomFor(encounter, Optional.of(person));
        if (!listed) {
            guests.add(encounter, person, role, Optional.empty());
        } else {
            role.ifPresent(given -> guests.giveRole(encounter, person, given));
        }
        return before.filter(admission -> listed && admission.status().isOpen())
                .map(admission -> admission.invitedBy(link))
                .orElseGet(() -> anew(invited(encounter, person, guests.patientOf(encounter), link), before));
    }

    private static void requireInvitable(TelemedEncounter encounter, EncounterGuests guests, ResourceReference person) {
        if (!TYPES.contains(person.type())) {
            throw badRequest("A guest is a RelatedPerson or a Practitioner, and no " + person.type()
                    + ". For somebody who has no resource send a name instead.");
        }
        if (!guests.isStored(encounter, person)) {
            throw badRequest("This server does not hold " + person + ". Create that first, or send a name instead.");
        }
    }

    private boolean isListed(TelemedEncounter encounter, ResourceReference person) {
        Membership membership = membershipRule.membershipOf(
                person, encounter.id().partition(), encounter.participants(), clock.instant());
        return membership instanceof Membership.Member || membership instanceof Membership.TooEarly;
    }

    private void requireRoomFor(TelemedEncounter encounter, Optional<ResourceReference> person) {
        long others = admissions.findAll(encounter.id()).stream()
                .filter(admission -> admission.status().isOpen())
                .filter(admission -> person.filter(admission.person()::equals).isEmpty())
                .filter(admission -> admission.invitation()
                        .filter(link -> clock.instant().isBefore(link.expires()))
                        .isPresent())
                .count();
        if (others >= MOST) {
            throw TelemedException.because(
                    Reason.TOO_MANY_GUESTS,
                    "This visit has " + MOST + " guests already, which is the most. Take one off the Encounter's list first.");
        }
    }

    private Admission invited(
            TelemedEncounter encounter,
            ResourceReference person,
            Optional<ResourceReference> patient,
            Invitation link) {
        return new Admission(
                encounter.id(),
                person,
                AdmissionStatus.DRAFT,
                patient,
                clock.instant(),
                clock.instant(),
                Optional.empty(),
                Optional.of(link),
                Optional.empty());
    }

    /** Over the record of an earlier time, if there is one. */
    private static Admission anew(Admission invited, Optional<Admission> before) {
        return before.flatMap(Admission::version).map(invited::storedAs).orElse(invited);
    }

    private static TelemedException noPatient() {
        return TelemedException.because(
                Reason.NO_PATIENT,
                "This Encounter has no patient, to whom a guest with a name could belong. Set its subject, or send a"
                        + " reference to a person.");
    }

    private static TelemedException badRequest(String message) {
        return TelemedException.because(Reason.BAD_REQUEST, message);
    }
}
