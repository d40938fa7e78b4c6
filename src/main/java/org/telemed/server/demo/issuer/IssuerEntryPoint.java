package org.telemed.server.demo.issuer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers an authorization request whose user is not known yet with the sign-in page, and a token request without a client. */
final class IssuerEntryPoint implements AuthenticationEntryPoint {

    private static final OAuth2Error NO_CLIENT = new OAuth2Error(
            OAuth2ErrorCodes.INVALID_CLIENT,
            "Send client_id and client_secret, or for " + ConsoleClient.ID + " client_id, code and code_verifier",
            null);

    private final SignInPage page;

    IssuerEntryPoint(SignInPage page) {
        this.page = page;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (IssuerEndpoint.of(request) == IssuerEndpoint.AUTHORIZE) {
            page.write(request, response);
        } else {
            ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
            answer.setStatusCode(HttpStatus.UNAUTHORIZED);
            new OAuth2ErrorHttpMessageConverter().write(NO_CLIENT, null, answer);
        }
    }
}
