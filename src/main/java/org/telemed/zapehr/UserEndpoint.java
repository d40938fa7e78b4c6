package org.telemed.zapehr;

import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Supplier;
import org.telemed.core.caller.Caller;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.ResourceReference;
import org.telemed.hapi.caller.CallerResolver;

/** {@code GET /v1/user/me}: the caller's user id and own resource. */
final class UserEndpoint extends V1Endpoint {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<CallerResolver> callers;

    UserEndpoint(Supplier<CallerResolver> callers) {
        super("GET");
        this.callers = callers;
    }

    @Override
    V1Response answer(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        try {
            return callerOf(request, response)
                    .filter(caller -> !caller.userId().isBlank())
                    .map(UserEndpoint::user)
                    .orElseGet(() -> nobody(response));
        } catch (TelemedException refused) {
            return refusal(refused, response);
        }
    }

    private static V1Response user(Caller caller) {
        return V1Response.ok(Json.MAPPER
                .createObjectNode()
                .put("id", caller.userId())
                .put(
                        "profile",
                        caller.profile().map(ResourceReference::reference).orElse(null)));
    }

    private static V1Response nobody(HttpServletResponse response) {
        return refusal(
                TelemedException.because(
                        Reason.LOGIN_REQUIRED, "This needs an access token. Get one and send it as Bearer token."),
                response);
    }

    private static V1Response refusal(TelemedException refused, HttpServletResponse response) {
        V1Response answer = V1Response.refusal(refused);
        if (answer.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        return answer;
    }

    private Optional<Caller> callerOf(HttpServletRequest request, HttpServletResponse response) {
        ServletRequestDetails details = new ServletRequestDetails();
        details.setServletRequest(request);
        details.setServletResponse(response);
        try {
            return callers.get().callerOf(details);
        } catch (AuthenticationException refused) {
            return Optional.empty();
        }
    }
}
