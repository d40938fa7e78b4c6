package org.telemed.core.caller;

import java.time.Instant;
import java.util.Optional;
import org.telemed.core.membership.ResourceReference;

/**
 * The authenticated caller: issuer, user id and own resource, from the claims of the access token.
 *
 * @param issuer the access token's {@code iss}
 * @param userId the access token's {@code sub}
 * @param profile the caller's own resource in this repository; empty if no valid claim names one
 * @param accessTokenId the access token's {@code jti}, for the audit trail
 * @param expires the access token's {@code exp}, with which a stream ends; empty if it is not known
 * @param isGuest whether the caller came by the link of an invitation, without an access token
 */
public record Caller(
        String issuer,
        String userId,
        Optional<ResourceReference> profile,
        Optional<String> accessTokenId,
        Optional<Instant> expires,
        boolean isGuest) {
    /** A caller with an access token. */
    public Caller(
            String issuer,
            String userId,
            Optional<ResourceReference> profile,
            Optional<String> accessTokenId,
            Optional<Instant> expires) {
        this(issuer, userId, profile, accessTokenId, expires, false);
    }

    /** A caller whose login has no known end. */
    public Caller(String issuer, String userId, Optional<ResourceReference> profile, Optional<String> accessTokenId) {
        this(issuer, userId, profile, accessTokenId, Optional.empty());
    }
}
