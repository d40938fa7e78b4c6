package org.telemed.core.video;

import java.time.Instant;

/** Port: signs the vendor's access tokens. */
@FunctionalInterface
public interface TokenSigner {
    /** Signs a token, without a call to the vendor. */
    VideoToken sign(RoomId room, String identity, Instant issued, Instant expires);
}
