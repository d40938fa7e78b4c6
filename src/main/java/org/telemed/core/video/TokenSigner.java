package org.telemed.core.video;

import java.time.Instant;

/** Port: makes the vendor's access tokens. */
public interface TokenSigner {
    /** A signed token. Pure computation: it calls nobody. */
    VideoToken sign(RoomId room, String identity, Instant issued, Instant expires);

    /**
     * A hash of the text under a key that only this deployment holds, 64 hex digits.
     *
     * @param purpose keeps hashes for different uses apart
     */
    String keyedHash(String purpose, String text);
}
