package org.telemed.core.caller;

import java.util.UUID;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
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

    public VideoIdentities(KeyedHash hashes) {
        this.hashes = hashes;
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

    /** The user id of a guest, from a keyed id of the visit and the person. */
    public static String guestUserId(UUID id) {
        return GUEST + id;
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
