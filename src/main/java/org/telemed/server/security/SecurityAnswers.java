package org.telemed.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.telemed.server.web.Refusal;
import org.telemed.server.web.RefusalWriter;

/** Tells those who are not let in what to do about it. */
final class SecurityAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final RefusalWriter refusals;

    SecurityAnswers(RefusalWriter refusals) {
        this.refusals = refusals;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, jakarta.servlet.ServletException {
        if (failure instanceof AuthenticationServiceException) {
            response.setHeader("Retry-After", "5");
            refusals.write(issuerDown(), request, response);
            return;
        }
        challenge.commence(request, response, failure); // sets WWW-Authenticate
        refusals.write(refusal(failure), request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        refusals.write(
                Refusal.notAllowed("Your access token does not allow this. Ask for one that does."), request, response);
    }

    private static Refusal refusal(AuthenticationException failure) {
        if (!(failure instanceof InvalidBearerTokenException)) {
            return Refusal.login(
                    "login", "Send an access token in the header: Authorization: Bearer, a blank, the token.");
        }
        String reason = String.valueOf(failure.getMessage());
        return reason.toLowerCase(Locale.ROOT).contains("expired")
                ? Refusal.login("expired", "Your access token has expired. Get a new one and send the request again.")
                : Refusal.login(
                        "login",
                        "Your access token is not valid here. Get one from this server's issuer, for its audience.");
    }

    private static Refusal issuerDown() {
        return new Refusal(
                503,
                "transient",
                "issuer-down",
                "The issuer of access tokens cannot be reached to check yours. Try again in a moment.");
    }
}
