package org.telemed.core.guest;

import java.security.SecureRandom;
import java.util.Optional;
import org.telemed.core.error.TelemedException;
import org.telemed.core.room.RetryOnConflict;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.Admission.Invitation;
import org.telemed.core.waiting.Admissions;

/** Use case: redeems the link of an invitation, which binds it to one browser. That browser may come back. */
public final class RedeemInvitation {
    private final GuestAdmissions guests;
    private final Admissions admissions;
    private final GuestSessions sessions;
    private final SecureRandom random;

    public RedeemInvitation(
            GuestAdmissions guests, Admissions admissions, GuestSessions sessions, SecureRandom random) {
        this.guests = guests;
        this.admissions = admissions;
        this.sessions = sessions;
        this.random = random;
    }

    /**
     * The guest's session.
     *
     * @param isFirst whether the link was bound just now, and was not before
     */
    public record Redeemed(Guest guest, boolean isFirst) {}

    /**
     * Redeems the link. Of two browsers at once, one is bound.
     *
     * @param known the cookie that the browser has already
     * @throws TelemedException INVITATION_NOT_FOUND if it is unknown, has ended, or is bound to another browser
     */
    public Redeemed redeem(GuestSecret link, Optional<GuestCookie> known) {
        return RetryOnConflict.untilUncontested(RetryOnConflict.TRIES, () -> {
            GuestAdmission found = guests.findByInvitation(link.hash())
                    .filter(guest -> sessions.isValid(guest.admission()))
                    .orElseThrow(GuestSessions::notFound);
            Invitation invitation = found.admission().invitation().orElseThrow(GuestSessions::notFound);
            return invitation
                    .sessionHash()
                    .map(bound -> again(found, known, bound))
                    .orElseGet(() -> first(found, invitation, known));
        });
    }

    private Redeemed again(GuestAdmission found, Optional<GuestCookie> known, String bound) {
        GuestSecret browser = known.map(GuestCookie::browser)
                .filter(secret -> secret.hasHash(bound))
                .orElseThrow(GuestSessions::notFound);
        return new Redeemed(guest(found, browser, found.admission()), false);
    }

    private Redeemed first(GuestAdmission found, Invitation invitation, Optional<GuestCookie> known) {
        GuestSecret browser = browserOf(known);
        Admission bound = admissions.store(found.admission()
                .invitedBy(new Invitation(
                        invitation.secretHash(), Optional.of(browser.hash()), invitation.expires())));
        return new Redeemed(guest(found, browser, bound), true);
    }

    /**
     * The secret of the browser's valid session, so that it can go back to its other visit; else a new one: a secret that this
     * server has not made could be known to whoever put it there.
     */
    private GuestSecret browserOf(Optional<GuestCookie> known) {
        return known.flatMap(sessions::find)
                .map(guest -> guest.cookie().browser())
                .orElseGet(() -> GuestSecret.random(random));
    }

    private Guest guest(GuestAdmission found, GuestSecret browser, Admission admission) {
        return sessions.guest(new GuestCookie(browser, found.id()), admission);
    }
}
