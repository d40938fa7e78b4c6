package org.telemed.server.security;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Lets programs see the server's metrics, and whatever else of the actuator an operator exposes: whoever has any scope
 * {@code system/…}. Not {@code system/*.cruds}, because what collects metrics need not be able to read patients; nor any
 * token, because metrics are none of a patient's business.
 */
final class ActuatorAccess implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public AuthorizationDecision authorize(
            Supplier<Authentication> caller, @Nullable RequestAuthorizationContext request) {
        return new AuthorizationDecision(caller.get() instanceof JwtAuthenticationToken token
                && token.isAuthenticated()
                && Scopes.of(token.getToken()).ofAProgram());
    }
}
