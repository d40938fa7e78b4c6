package org.telemed.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.telemed.core.error.Reason;

/** Spring's CORS processor, with an {@link ErrorResponse} for refused requests. */
final class ErrorResponseCorsProcessor extends DefaultCorsProcessor {

    private static final String NOT_ALLOWED =
            "Web pages of this origin may not do this here. The operator allows origins"
                    + " with telemed.cors.allowed-origins.";
    private static final String NEVER_ALLOWED = "Only this server's own pages may do this here.";

    private final ErrorResponseWriter refusals;

    ErrorResponseCorsProcessor(ErrorResponseWriter refusals) {
        this.refusals = refusals;
    }

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration rules, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean goesOn = super.processRequest(rules, request, response);
        if (!goesOn && response.getStatus() == HttpStatus.FORBIDDEN.value()) {
            refusals.write(
                    ErrorResponse.of(
                            Reason.NOT_ALLOWED, WebConfiguration.isOfGuests(request) ? NEVER_ALLOWED : NOT_ALLOWED),
                    request,
                    response);
        }
        return goesOn;
    }

    /** Without Spring's own text. */
    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.FORBIDDEN);
    }
}
