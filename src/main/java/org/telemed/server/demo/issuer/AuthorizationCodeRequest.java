package org.telemed.server.demo.issuer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Converts an authorization request. Its {@code login_hint} says which user signs in: without password, and without a
 * session, so that two windows of one browser can have two users.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect, authentication request</a>
 */
final class AuthorizationCodeRequest implements AuthenticationConverter {

    static final String LOGIN_HINT = "login_hint";
    static final String PROMPT = "prompt";

    private final AuthenticationConverter standard = new OAuth2AuthorizationCodeRequestAuthenticationConverter();

    @Override
    public Authentication convert(HttpServletRequest request) {
        if (!(standard.convert(request) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked)) {
            // Spring's converter leaves out a form that could be the answer of its consent page, which is not used here
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "response_type is missing", null), null);
        }
        return user(asked.getAdditionalParameters())
                .map(user -> signedIn(asked, user))
                .orElse(asked);
    }

    /** A user who is to be asked is not signed in by a hint. */
    private static Optional<DemoClient> user(Map<String, Object> parameters) {
        List<String> prompts = Arrays.asList(text(parameters, PROMPT).split(" "));
        return prompts.contains("login") || prompts.contains("select_account")
                ? Optional.empty()
                : DemoClient.find(text(parameters, LOGIN_HINT));
    }

    private static Authentication signedIn(OAuth2AuthorizationCodeRequestAuthenticationToken asked, DemoClient user) {
        Set<String> scopes = UserScopes.granted(user, asked.getScopes());
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                asked.getAuthorizationUri(),
                asked.getClientId(),
                UsernamePasswordAuthenticationToken.authenticated(user.id(), null, List.of()),
                asked.getRedirectUri(),
                asked.getState(),
                scopes,
                asked.getAdditionalParameters());
    }

    private static String text(Map<String, Object> parameters, String name) {
        return parameters.get(name) instanceof String text ? text : "";
    }
}
