package org.telemed.server.demo.issuer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.telemed.server.web.ErrorResponse;
import org.telemed.server.web.ErrorResponseWriter;

/**
 * Refuses methods that the endpoint does not take, a form that cannot be decoded, a parameter that is sent twice (RFC 6749,
 * 3.1 and 3.2), and a POST with parameters in its URL. Spring fails at some of these with a ClassCastException or a NullPointerException.
 */
final class IssuerRequestFilter extends OncePerRequestFilter {

    private final AuthorizationErrorHandler authorizationErrors;
    private final ErrorResponseWriter errors;

    IssuerRequestFilter(AuthorizationErrorHandler authorizationErrors, ErrorResponseWriter errors) {
        this.authorizationErrors = authorizationErrors;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        IssuerEndpoint endpoint = IssuerEndpoint.of(request);
        if (!List.of(endpoint.methods().split(", ")).contains(request.getMethod())) {
            response.setHeader(HttpHeaders.ALLOW, endpoint.methods());
            errors.write(ErrorResponse.wrongMethod(endpoint.methods()), request, response);
            return;
        }
        Optional<OAuth2Error> problem = problemOf(request);
        if (problem.isEmpty()) {
            chain.doFilter(request, response);
        } else if (endpoint == IssuerEndpoint.AUTHORIZE) {
            authorizationErrors.show(problem.get(), request, response);
        } else {
            ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
            answer.setStatusCode(HttpStatus.BAD_REQUEST);
            new OAuth2ErrorHttpMessageConverter().write(problem.get(), null, answer);
        }
    }

    private static Optional<OAuth2Error> problemOf(HttpServletRequest request) {
        if (request.getMethod().equals("POST") && request.getQueryString() != null) {
            return Optional.of(invalid("the parameters of a POST belong into its body"));
        }
        try {
            return request.getParameterMap().values().stream().anyMatch(values -> values.length > 1)
                    ? Optional.of(invalid("each parameter may be sent once"))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.of(invalid("the form is not percent-encoded as it must be"));
        }
    }

    private static OAuth2Error invalid(String description) {
        return new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, null);
    }
}
