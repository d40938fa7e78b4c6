package org.telemed.server.demo.issuer;

import java.util.List;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * Adds who the user is. An access token says so in the same way, whether the user signed in to an app or is a client of its
 * own; an ID token says it to the app, as far as the scopes go.
 */
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /** In access tokens a relative reference, in ID tokens a URL, which SMART asks for. */
    static final String FHIR_USER = "fhirUser";

    private final String fhirBase;

    TokenClaims(String fhirBase) {
        this.fhirBase = fhirBase;
    }

    @Override
    public void customize(JwtEncodingContext token) {
        DemoClient user = DemoClient.of(token.getPrincipal().getName());
        JwtClaimsSet.Builder claims = token.getClaims();
        if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
            claims.audience(List.of(fhirBase));
            user.profile().ifPresent(profile -> claims.claim(FHIR_USER, profile));
            return;
        }
        if (token.getAuthorizedScopes().contains(UserScopes.FHIR_USER)) {
            user.profile().ifPresent(profile -> claims.claim(FHIR_USER, fhirBase + "/" + profile));
        }
        if (token.getAuthorizedScopes().contains(UserScopes.PROFILE)) {
            claims.claim("name", user.displayName());
        }
    }
}
