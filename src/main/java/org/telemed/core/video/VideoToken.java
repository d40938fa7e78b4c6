package org.telemed.core.video;

import java.time.Instant;

/**
 * What lets one person join one room. Never store, cache or log it.
 *
 * @param jwt the token itself, a secret
 * @param id its {@code jti}, which may be recorded
 * @param identity how the vendor will know the person
 * @param expires the first instant at which it no longer lets anybody in
 */
public record VideoToken(String jwt, String id, RoomId room, String identity, Instant expires) {
    @Override
    public String toString() {
        return "AccessToken[id=" + id + ", room=" + room + ", expires=" + expires + "]";
    }
}
