package org.telemed.core.video;

import java.time.Instant;

/** Port: signs the vendor's access tokens, and computes hashes with this deployment's key. */
public interface TokenSigner {
    /** Signs a token, without a call to the vendor. */
    VideoToken sign(RoomId room, String identity, Instant issued, Instant expires);

    /**
     * A hash of the text under a key that only this deployment holds, 64 hex digits.
     *
     * @param purpose separates the hashes of different uses
     */
    String keyedHash(String purpose, String text);
}
