package org.telemed.server.scope;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.telemed.core.error.Reason;
import org.telemed.fhir.outcome.Outcomes;
import org.telemed.server.web.ErrorResponse;

/** The 403 for what the access token's scopes do not grant, with an OperationOutcome that has our code. */
final class ScopeDenial {

    /** Where no type can be named. */
    static final String TEXT = textFor("Encounter");

    static final String NO_PATIENT =
            "Your access token has patient/ scopes but names no patient of this server, so they grant"
                    + " nothing. Ask for one with the claim patient, or whose fhirUser is a Patient or an active RelatedPerson.";

    private ScopeDenial() {}

    /** Names a scope for the type that the request is about. */
    static String textFor(RequestDetails request) {
        String type = request.getResourceName();
        return type == null ? TEXT : textFor(type);
    }

    private static String textFor(String type) {
        return "Your access token's scopes do not allow this. Ask for a token with a scope for it, such as user/" + type
                + ".cruds.";
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
