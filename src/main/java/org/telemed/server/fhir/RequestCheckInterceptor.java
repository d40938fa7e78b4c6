package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.telemed.core.error.Reason;
import org.telemed.fhir.outcome.Outcomes;
import org.telemed.hapi.http.GeneralParameterCheck;
import org.telemed.server.error.ErrorOutcome;

/**
 * Answers OPTIONS, refuses unknown operations and methods that a path does not take, with {@code Allow}, and
 * headers and parameters that HAPI would ignore or fail at.
 */
@Interceptor
public final class RequestCheckInterceptor {
    private final KnownInteractions known;
    private final HeaderCheck headers;
    private final HapiOperationQueryCheck queries;
    private final Outcomes outcomes;

    RequestCheckInterceptor(RestfulServer server, FhirContext context) {
        this.known = new KnownInteractions(server, context);
        this.headers = new HeaderCheck(context);
        this.queries = new HapiOperationQueryCheck(context);
        this.outcomes = new Outcomes(context);
    }

    /**
     * Checks a request before HAPI chooses a method for it.
     *
     * @return false if it is answered
     */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public boolean check(RequestDetails request, HttpServletResponse response) {
        requireKnownType(request);
        requireKnownOperation(request);
        Set<String> allowed = known.methodsOf(request);
        String method = request.getRequestType().name();
        if (request.getRequestType() == RequestTypeEnum.OPTIONS) {
            response.setHeader("Allow", String.join(", ", allowed));
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return false;
        }
        if (!allowed.contains(method)) {
            UnclassifiedServerFailureException refusal = refusal(ErrorOutcome.badRequest(
                    405,
                    "not-supported",
                    method + " is not allowed here. Allowed: " + String.join(", ", allowed) + "."));
            refusal.addResponseHeader("Allow", String.join(", ", allowed));
            throw refusal;
        }
        if (KnownInteractions.namesInvalidVersion(request)) {
            throw refusal(ErrorOutcome.of(
                    Reason.BAD_REQUEST,
                    "The version in the URL is malformed. It has 1 to 64 letters, digits, - and ."));
        }
        if (request.getRequestType() == RequestTypeEnum.PATCH) {
            requirePatch(request);
        }
        headers.problem(request).ifPresent(problem -> {
            throw refusal(problem);
        });
        GeneralParameterCheck.problemOf(request.getParameters())
                .or(() -> queries.problem(known.operations(request), request))
                .ifPresent(problem -> {
                    throw refusal(ErrorOutcome.of(Reason.BAD_REQUEST, problem));
                });
        return true;
    }

    private void requirePatch(RequestDetails request) {
        if (request.getId() == null && request.getParameters().isEmpty()) {
            throw refusal(ErrorOutcome.of(
                    Reason.BAD_REQUEST, "Name the resource to be patched, by its id or by a search in the URL."));
        }
        if (request.loadRequestContents().length == 0) {
            throw refusal(
                    ErrorOutcome.of(Reason.BAD_REQUEST, "The body is empty. Send a JSON Patch, or a FHIRPath Patch."));
        }
    }

    private void requireKnownType(RequestDetails request) {
        String type = request.getResourceName();
        if (type != null && !known.isType(type)) {
            throw refusal(ErrorOutcome.of(
                    Reason.NOT_FOUND,
                    "There is no resource type of this name here." + suggestion(known.nearestType(type))));
        }
    }

    /** HAPI answers an unknown operation with 400 in every host. */
    private void requireKnownOperation(RequestDetails request) {
        String operation = request.getOperation();
        if (operation == null || !operation.startsWith("$")) {
            return;
        }
        if (request.getSecondaryOperation() != null || request.getCompartmentName() != null) {
            throw refusal(ErrorOutcome.of(Reason.NOT_FOUND, "There is nothing below an operation. Check the URL."));
        }
        if (known.operations(request).isEmpty()) {
            List<String> places = known.places(request);
            throw refusal(ErrorOutcome.badRequest(
                    400,
                    "not-supported",
                    places.isEmpty()
                            ? "There is no such operation here." + suggestion(known.nearestOperation(operation))
                            : "There is no such operation here. It can be called as " + String.join(", ", places)
                                    + "."));
        }
    }

    private static String suggestion(String nearest) {
        return nearest.isEmpty() ? " Check the URL." : " Do you mean " + nearest + "?";
    }

    private UnclassifiedServerFailureException refusal(ErrorOutcome error) {
        return new UnclassifiedServerFailureException(
                error.status(),
                error.text(),
                outcomes.error(error.issueCode(), error.reason().code(), error.text()));
    }
}
