package org.telemed.plugin.caller;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.ClaimReader;
import org.telemed.hapi.caller.CallerResolver;

/** Resolves the caller from Spring Security's OAuth 2 authentication, of a JWT or an opaque access token. */
public final class SpringSecurityCallerResolver implements CallerResolver {
    private final ClaimReader claims;

    public SpringSecurityCallerResolver(ClaimReader claims) {
        this.claims = claims;
    }

    @Override
    public Optional<Caller> callerOf(RequestDetails request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof AbstractOAuth2TokenAuthenticationToken<?> token && token.isAuthenticated()
                ? Optional.of(claims.callerOf(token.getTokenAttributes()))
                : Optional.empty();
    }
}
