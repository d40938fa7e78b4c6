package org.telemed.core.invitation;

import java.time.Instant;
import org.telemed.core.waiting.Admission;

/** Port: records that an invitation was sent, in the host's own repository. Never fails, because the link is out by then. */
@FunctionalInterface
public interface SentInvitations {
    /** Records it, without the link and without the phone number. */
    void record(Admission admission, Sending sending, Instant at);
}
