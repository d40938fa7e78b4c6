package org.telemed.server.demo.issuer;

import java.util.List;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.telemed.server.smart.SmartScopes;

/** Accepts requested scopes that are narrower than the client's: {@code user/Encounter.r} for {@code user/*.cruds}. */
final class NarrowerScopes {

    private NarrowerScopes() {}

    static void allow(List<AuthenticationProvider> providers) {
        providers.stream()
                .filter(OAuth2ClientCredentialsAuthenticationProvider.class::isInstance)
                .map(OAuth2ClientCredentialsAuthenticationProvider.class::cast)
                .forEach(provider -> provider.setAuthenticationValidator(NarrowerScopes::check));
    }

    private static void check(OAuth2ClientCredentialsAuthenticationContext request) {
        OAuth2ClientCredentialsAuthenticationToken asked = request.getAuthentication();
        Set<String> granted = request.getRegisteredClient().getScopes();
        boolean covered = asked.getScopes().stream().allMatch(scope -> {
            SmartScopes one = SmartScopes.of(Set.of(scope));
            return granted.contains(scope)
                    || (!one.granted().isEmpty() && SmartScopes.of(granted).cover(one));
        });
        if (!covered) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
    }
}
