package org.telemed.plugin.issuer;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.ClaimReader;
import org.telemed.hapi.caller.CallerResolver;

/** Resolves the caller from an access token that the plugin verifies itself. */
public final class AccessTokenCallerResolver implements CallerResolver {
    private final AccessTokenCheck check;
    private final ClaimReader claims;

    /** Reads the claims of valid tokens. */
    public AccessTokenCallerResolver(AccessTokenCheck check, ClaimReader claims) {
        this.check = check;
        this.claims = claims;
    }

    @Override
    public Optional<Caller> callerOf(RequestDetails request) {
        return BearerToken.of(request).map(check::claims).map(claims::callerOf);
    }
}
