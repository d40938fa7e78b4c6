package org.telemed.server.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.plugin.issuer.BearerToken;
import org.telemed.server.web.ErrorResponse;
import org.telemed.server.web.ErrorResponseWriter;

/**
 * Answers requests that Spring Security refuses: 401 with a challenge (RFC 6750, 3), 403, or 503 while the issuer is
 * down.
 */
final class OAuthErrorHandlers implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final ErrorResponseWriter refusals;

    OAuthErrorHandlers(ErrorResponseWriter refusals) {
        this.refusals = refusals;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        TelemedException why =
                failure.getCause() instanceof TelemedException known ? known : BearerToken.missing(request);
        if (why.reason() == Reason.ISSUER_DOWN) {
            refusals.write(why.retryAfter().isPresent() ? why : why.retryAfter(TRY_AGAIN), request, response);
            return;
        }
        challenge.commence(request, response, failure); // sets WWW-Authenticate
        refusals.write(why, request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        refusals.write(
                ErrorResponse.of(Reason.NOT_ALLOWED, "Your access token does not allow this. Ask for one that does."),
                request,
                response);
    }
}
