package org.telemed.core.video;

import java.time.Instant;

/**
 * The vendor's access token, with which one person can join one room. Never store, cache or log it.
 *
 * @param jwt the token itself, a secret
 * @param id its {@code jti}, which may be recorded
 * @param identity the person's identity at the vendor
 * @param expires the first instant at which it is no longer valid
 */
public record VideoToken(String jwt, String id, RoomId room, String identity, Instant expires) {
    @Override
    public String toString() {
        return "VideoToken[id=" + id + ", room=" + room + ", expires=" + expires + "]";
    }
}
