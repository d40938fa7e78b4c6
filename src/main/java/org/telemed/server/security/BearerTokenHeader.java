package org.telemed.server.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.guest.GuestApi;
import org.telemed.plugin.issuer.BearerToken;
import org.telemed.server.console.JoinPageConfiguration;

/** Resolves the bearer token as the plugin does: from one Authorization header only, never from a form. */
final class BearerTokenHeader implements BearerTokenResolver {

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        if (isOfGuests(request)) {
            return null;
        }
        try {
            return BearerToken.of(request).orElse(null);
        } catch (TelemedException unclear) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest(unclear.message()), unclear);
        }
    }

    /** Who comes by a link has no access token; one that a browser or a proxy adds says nothing there. */
    private static boolean isOfGuests(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals(JoinPageConfiguration.PATH) || path.startsWith(GuestApi.PATH + "/");
    }
}
