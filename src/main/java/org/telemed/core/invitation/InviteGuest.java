package org.telemed.core.invitation;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.guest.GuestSecret;
import org.telemed.core.room.RetryOnConflict;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.Admission.Invitation;
import org.telemed.core.waiting.Admissions;
import org.telemed.core.waiting.ModeratorAccess;

/**
 * Use case of {@code $invite-telemed-guest}: lists a guest on the Encounter with the caller's rights, and makes the link by
 * which they come. Inviting somebody again makes a new link, and ends the old one.
 */
public final class InviteGuest {
    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final ModeratorAccess access;
    private final GuestListing listing;
    private final Admissions admissions;
    private final SendInvitation sending;
    private final URI joinPage;
    private final SecureRandom random;
    private final Clock clock;

    /** @param joinPage what a link consists of but for its secret */
    public InviteGuest(
            ModeratorAccess access,
            GuestListing listing,
            Admissions admissions,
            SendInvitation sending,
            URI joinPage,
            SecureRandom random,
            Clock clock) {
        this.access = access;
        this.listing = listing;
        this.admissions = admissions;
        this.sending = sending;
        this.joinPage = joinPage;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Invites the guest. All is stored, or nothing; then the link is sent, if that was asked for.
     *
     * @throws TelemedException checked in this order: may not read the Encounter, may not invite, If-Match, the visit is over,
     *     what was asked for, the caller may not write it
     */
    public InvitedGuest invite(
            EncounterAccess encounters, EncounterGuests guests, EncounterId id, Caller caller, GuestRequest request) {
        GuestSecret secret = GuestSecret.random(random);
        Admission invited = RetryOnConflict.untilUncontested(RetryOnConflict.TRIES, () -> {
            TelemedEncounter encounter = access.require(encounters, id, caller);
            requireOpen(encounter);
            request.phone().ifPresent(phone -> sending.requireSender());
            Invitation link = new Invitation(secret.hash(), Optional.empty(), expiryOf(request));
            return guests.together(encounter, () -> admissions.store(listing.list(encounter, guests, request, link)));
        });
        URI link = URI.create(joinPage + "#" + secret.value());
        return new InvitedGuest(
                invited, link, request.phone().map(phone -> sending.send(invited, phone, link)));
    }

    private static void requireOpen(TelemedEncounter encounter) {
        if (!encounter.phase().allowsRoom()) {
            throw TelemedException.because(
                    Reason.ENCOUNTER_CLOSED,
                    "This Encounter is over, called off or of unknown status, so nobody can be invited to it.");
        }
    }

    private Instant expiryOf(GuestRequest request) {
        Instant now = clock.instant();
        Instant until = request.until().orElse(now.plus(USUAL));
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "An invitation ends in the future, and at most " + LONGEST.toDays()
                            + " days from now. Send another until, or none for a day.");
        }
        return until;
    }
}
