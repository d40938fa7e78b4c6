package org.telemed.server.demo.issuer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.util.StringUtils;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.telemed.core.error.Reason;
import org.telemed.server.demo.html.HtmlPage;
import org.telemed.server.web.ErrorResponse;
import org.telemed.server.web.ErrorResponseWriter;

/**
 * Sends an error of an authorization request back to the app (RFC 6749, 4.1.2.1). Where the app or its redirect URI is
 * not to be trusted, the error is shown to the user instead.
 */
final class AuthorizationErrorHandler implements AuthenticationFailureHandler {

    private final ErrorResponseWriter errors;

    AuthorizationErrorHandler(ErrorResponseWriter errors) {
        this.errors = errors;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var refused = (OAuth2AuthorizationCodeRequestAuthenticationException) failure;
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = refused.getAuthorizationCodeRequestAuthentication();
        if (asked != null && StringUtils.hasText(asked.getRedirectUri())) {
            response.sendRedirect(redirect(asked, refused.getError()));
        } else {
            show(refused.getError(), request, response);
        }
    }

    private static String redirect(OAuth2AuthorizationCodeRequestAuthenticationToken asked, OAuth2Error error) {
        var uri = UriComponentsBuilder.fromUriString(asked.getRedirectUri())
                .queryParam("error", error.getErrorCode())
                .queryParam("error_description", "{description}");
        if (StringUtils.hasText(asked.getState())) {
            uri.queryParam("state", "{state}");
        }
        // As values of a template they are encoded whole, a plus sign and an ampersand too
        return uri.encode()
                .buildAndExpand(Map.of("description", description(error), "state", String.valueOf(asked.getState())))
                .toUriString();
    }

    /** In words, where Spring only names the parameter. */
    private static String description(OAuth2Error error) {
        return String.valueOf(error.getDescription())
                .replaceFirst("^OAuth 2.0 Parameter: (.*)$", "$1 is missing or wrong");
    }

    void show(OAuth2Error error, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text = "The app that sent you here asked for a sign-in that is not possible: " + description(error)
                + ". Go back to the app, or tell its maker.";
        if (HtmlPage.isWantedBy(request)) {
            HtmlPage.ofTemplate(
                            AuthorizationErrorHandler.class,
                            "sign-in.html",
                            Map.of(
                                    "title",
                                    "You cannot sign in here",
                                    "content",
                                    "<p>" + HtmlUtils.htmlEscape(text) + "</p>\n"))
                    .write(HttpServletResponse.SC_BAD_REQUEST, response);
        } else {
            errors.write(ErrorResponse.of(Reason.BAD_REQUEST, text), request, response);
        }
    }
}
