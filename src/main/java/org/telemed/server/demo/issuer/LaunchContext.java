package org.telemed.server.demo.issuer;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;

/**
 * Adds SMART's launch context to the token response: {@code patient}, if the scope {@code launch/patient} was granted.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#launch-context-arrives-with-your-access_token">SMART
 *     App Launch 2.2, launch context</a>
 */
final class LaunchContext implements Consumer<OAuth2AccessTokenAuthenticationContext> {

    @Override
    public void accept(OAuth2AccessTokenAuthenticationContext context) {
        OAuth2AccessTokenAuthenticationToken granted = context.getAuthentication();
        OAuth2AccessTokenResponse.Builder response = context.getAccessTokenResponse();
        if (response != null && granted.getAccessToken().getScopes().contains(UserScopes.LAUNCH_PATIENT)) {
            DemoClient.of(subject(granted.getAccessToken())).patient().ifPresent(patient -> {
                Map<String, Object> parameters = new HashMap<>(granted.getAdditionalParameters());
                parameters.put("patient", patient);
                response.additionalParameters(parameters);
            });
        }
    }

    /** The token's own claim: Spring says here which client it is for, and not which user. */
    private static String subject(OAuth2AccessToken token) {
        try {
            return JWTParser.parse(token.getTokenValue()).getJWTClaimsSet().getSubject();
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
