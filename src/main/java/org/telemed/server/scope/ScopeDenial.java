package org.telemed.server.scope;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.telemed.core.error.Reason;
import org.telemed.fhir.outcome.Outcomes;
import org.telemed.server.smart.Permission;
import org.telemed.server.smart.SmartScope;
import org.telemed.server.web.ErrorResponse;

/** The 403 for what the access token's scopes do not grant, with an OperationOutcome that has our code. */
final class ScopeDenial {

    /** Where it cannot be said which scope is missing. */
    static final String TEXT = text("user/Encounter.cruds");

    static final String NO_PATIENT =
            "Your access token has patient/ scopes but names no patient of this server, so they grant"
                    + " nothing. Ask for one with the claim patient, or whose fhirUser is a Patient or an active RelatedPerson.";

    /** What HAPI's own operations need, and whatever else has no scope of its own. */
    private static final String EVERYTHING = "system/*.cruds";

    private ScopeDenial() {}

    /** Names a scope with which the request would be allowed. */
    static String textFor(RequestDetails request) {
        return text(exampleFor(
                request, Optional.ofNullable(request.getResourceName()).orElse(SmartScope.EVERY_TYPE)));
    }

    private static String text(String example) {
        return "Your access token's scopes do not allow this. Ask for a token with a scope for it, such as " + example
                + ".";
    }

    private static String exampleFor(RequestDetails request, String type) {
        return switch (request.getRestOperationType()) {
            case READ, VREAD, HISTORY_INSTANCE -> user(type, Permission.READ);
            case SEARCH_TYPE, SEARCH_SYSTEM, HISTORY_TYPE, HISTORY_SYSTEM -> user(type, Permission.SEARCH);
            case CREATE -> user(type, Permission.CREATE);
            case UPDATE, PATCH -> user(type, Permission.UPDATE);
            case DELETE -> user(type, Permission.DELETE);
            case TRANSACTION -> "user/Encounter.cruds, for each of its entries";
            case EXTENDED_OPERATION_INSTANCE, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_SERVER ->
                OperationScope.of(request.getOperation())
                        .map(operation -> operation.exampleOn(type))
                        .orElse(EVERYTHING);
            default -> EVERYTHING;
        };
    }

    private static String user(String type, Permission access) {
        return new SmartScope(SmartScope.Context.USER, type, Set.of(access), null).text();
    }

    static ForbiddenOperationException because(FhirContext fhir, String text) {
        return new ForbiddenOperationException(text, outcome(fhir, text));
    }

    static IBaseOperationOutcome outcome(FhirContext fhir, String text) {
        return outcome(fhir, ErrorResponse.of(Reason.NOT_ALLOWED, text));
    }

    static IBaseOperationOutcome outcome(FhirContext fhir, ErrorResponse refusal) {
        return new Outcomes(fhir).error(refusal.issue(), refusal.code(), refusal.text());
    }
}
