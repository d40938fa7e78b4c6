package org.telemed.core.invitation;

import java.net.URI;
import java.util.Optional;
import org.telemed.core.waiting.Admission;

/**
 * A guest who was invited just now.
 *
 * @param link with the secret, which is nowhere else
 * @param sent whether the link was sent; empty if nobody asked for that
 */
public record InvitedGuest(Admission admission, URI link, Optional<Boolean> sent) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "InvitedGuest[" + admission.person() + ", link redacted, sent=" + sent + "]";
    }
}
