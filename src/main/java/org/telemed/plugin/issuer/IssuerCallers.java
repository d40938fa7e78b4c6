package org.telemed.plugin.issuer;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.ClaimReader;
import org.telemed.hapi.caller.CallerResolver;

/** The caller as their access token says, which is checked here because nothing in the host has. */
public final class IssuerCallers implements CallerResolver {
    private final AccessTokenCheck check;
    private final ClaimReader claims;

    /** Reads what is good. */
    public IssuerCallers(AccessTokenCheck check, ClaimReader claims) {
        this.check = check;
        this.claims = claims;
    }

    @Override
    public Optional<Caller> callerOf(RequestDetails request) {
        return BearerToken.of(request).map(check::claims).map(claims::actor);
    }
}
