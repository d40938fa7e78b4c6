package org.telemed.server.demo.issuer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * Validates an authorization request as SMART wants it: the redirect URI, the audience, and that there are scopes to
 * grant. Spring validates the client before, and the code challenge after.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-authorization-code">SMART App Launch
 *     2.2, obtain authorization code</a>
 */
final class AuthorizationRequestValidator implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    /** What would have to be honoured and is not, by the error that OAuth or OpenID Connect has for it. */
    private static final Map<String, String> UNSUPPORTED =
            Map.of("launch", OAuth2ErrorCodes.INVALID_REQUEST, "request", "request_not_supported");

    private final String fhirBase;

    AuthorizationRequestValidator(String fhirBase) {
        this.fhirBase = fhirBase;
    }

    void replaceStandard(List<AuthenticationProvider> providers) {
        providers.stream()
                .filter(OAuth2AuthorizationCodeRequestAuthenticationProvider.class::isInstance)
                .map(OAuth2AuthorizationCodeRequestAuthenticationProvider.class::cast)
                .forEach(provider -> provider.setAuthenticationValidator(this));
    }

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Set<String> redirectUris = context.getRegisteredClient().getRedirectUris();
        // Byte for byte: Spring's own check takes any port for 127.0.0.1
        if (request.getRedirectUri() == null || !redirectUris.contains(request.getRedirectUri())) {
            throw refused(OAuth2ErrorCodes.INVALID_REQUEST, "redirect_uri is not one of this client's", null);
        }
        Map<String, Object> parameters = request.getAdditionalParameters();
        UNSUPPORTED.forEach((name, error) -> {
            if (parameters.containsKey(name)) {
                throw refused(error, name + " is not supported", request);
            }
        });
        if (!parameters.getOrDefault("response_mode", "query").equals("query")) {
            throw refused(OAuth2ErrorCodes.INVALID_REQUEST, "response_mode must be query", request);
        }
        if (!fhirBase.equals(parameters.get("aud"))) {
            throw refused(OAuth2ErrorCodes.INVALID_REQUEST, "aud must be " + fhirBase, request);
        }
        if (request.getScopes().isEmpty()) {
            throw refused(OAuth2ErrorCodes.INVALID_SCOPE, "none of the scopes can be granted", request);
        }
    }

    /** @param request to redirect back with; null if its redirect URI is not to be trusted */
    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            String error, String description, @Nullable OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(error, description, null), request);
    }
}
