package org.telemed.core.caller;

import java.util.Optional;
import org.telemed.core.membership.ResourceReference;

/**
 * The authenticated caller: issuer, user id and own resource, from the claims of the access token.
 *
 * @param issuer the access token's {@code iss}
 * @param userId the access token's {@code sub}
 * @param profile the caller's own resource in this repository; empty if no valid claim names one
 * @param accessTokenId the access token's {@code jti}, for the audit trail
 */
public record Caller(
        String issuer, String userId, Optional<ResourceReference> profile, Optional<String> accessTokenId) {}
