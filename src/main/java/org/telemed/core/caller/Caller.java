package org.telemed.core.caller;

import java.util.Optional;
import org.telemed.core.membership.ResourceReference;

/**
 * The caller, as their access token says.
 *
 * @param issuer who vouches for the user id
 * @param userId the access token's {@code sub}
 * @param profile who that is in this repository; empty if the access token does not say, or not validly
 * @param accessTokenId the access token's {@code jti}, for the audit trail
 */
public record Caller(
        String issuer, String userId, Optional<ResourceReference> profile, Optional<String> accessTokenId) {}
