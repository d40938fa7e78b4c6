package org.telemed.core.audit;

import java.util.Optional;
import org.telemed.core.caller.Caller;
import org.telemed.core.membership.ResourceReference;

/**
 * Who did it, as far as it is known, and from where.
 *
 * @param person the caller's own resource
 * @param issuer of the caller's access token
 * @param userId the access token's {@code sub}
 * @param accessTokenId the access token's {@code jti}
 * @param address of the client, as the servlet container sees it
 * @param isServer whether the server did it by itself, asked by nobody
 */
public record AuditActor(
        Optional<ResourceReference> person,
        Optional<String> issuer,
        Optional<String> userId,
        Optional<String> accessTokenId,
        Optional<String> address,
        boolean isServer) {
    /** The server, by itself. */
    public static final AuditActor SERVER = new AuditActor(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);

    /** Somebody without a valid login. */
    public static AuditActor unknown(Optional<String> address) {
        return new AuditActor(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), address, false);
    }

    /** That caller. */
    public static AuditActor of(Caller caller, Optional<String> address) {
        return new AuditActor(
                caller.profile(),
                Optional.of(caller.issuer()),
                Optional.of(caller.userId()),
                caller.accessTokenId(),
                address,
                false);
    }
}
