package org.telemed.core.caller;

import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.KeyedHash;

/**
 * Maps callers to identities at the vendor: the user id, or a keyed hash of it if it could be a name or an e-mail
 * address.
 */
public final class VideoIdentities {
    /** The longest identity, in characters, that vendors accept. */
    private static final int LONGEST = 128;

    /** Begins the identities of guests, and of nobody else. */
    private static final String GUEST = "guest-";

    private final KeyedHash hashes;
    private final KeyedIds ids;

    public VideoIdentities(KeyedHash hashes) {
        this.hashes = hashes;
        this.ids = new KeyedIds(hashes);
    }

    /** The identity of a guest in one visit, which is their user id too. */
    public String ofGuest(EncounterId encounter, ResourceReference person) {
        return GUEST + ids.idOf("guest", encounter.partition(), encounter.value(), person.reference());
    }

    /**
     * The identity of a caller: always the same for the same user id.
     *
     * @throws TelemedException LOGIN_REQUIRED for an access token without user id
     */
    public String identityOf(Caller caller) {
        String userId = caller.userId();
        if (userId.isBlank()) {
            throw TelemedException.because(
                    Reason.LOGIN_REQUIRED, "Your access token says no user id (sub). Ask its issuer to put one in.");
        }
        boolean isOurs = isGuest(userId) == caller.isGuest();
        return isOpaque(userId) && isOurs ? userId : hashes.of("identity", userId);
    }

    /** Whether an identity at the vendor is a guest's. */
    public static boolean isGuest(String identity) {
        return identity.startsWith(GUEST);
    }

    private static boolean isOpaque(String userId) {
        return userId.length() <= LONGEST && userId.chars().noneMatch(VideoIdentities::isOfAddressOrName);
    }

    /** Java counts a no-break space as a space character, but not as white space. */
    private static boolean isOfAddressOrName(int c) {
        return c == '@' || Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }
}
