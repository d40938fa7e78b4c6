package org.telemed.core.invitation;

import java.net.URI;
import java.time.Instant;

/**
 * Port: sends the links of invitations. A host that has a bean of this type sends them as it likes. The text must not name
 * the patient, the time or the reason of the visit.
 */
@FunctionalInterface
public interface InvitationSender {
    /**
     * Sends the link once.
     *
     * @param link holds a secret: it must not be logged or stored
     * @param expires when the link ends
     * @throws org.telemed.core.error.TelemedException if it was not sent; PROVIDER_TIMEOUT or PROVIDER_DOWN if nobody can tell
     */
    void send(PhoneNumber phone, URI link, Instant expires);
}
