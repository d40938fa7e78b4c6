package org.telemed.server.error;

import org.telemed.core.error.Reason;
import org.telemed.hapi.error.HttpError;

/**
 * Status, issue code, reason and text of an error answer.
 *
 * @param status the HTTP status
 * @param issueCode a code of http://hl7.org/fhir/issue-type
 * @param text for people: what is wrong and what to do next
 */
public record FhirError(int status, String issueCode, Reason reason, String text) {

    public static FhirError of(Reason reason, String text) {
        HttpError http = HttpError.of(reason);
        return new FhirError(http.status(), http.issueCode(), reason, text);
    }

    /** A kind of bad request that has a status of its own. */
    public static FhirError badRequest(int status, String issueCode, String text) {
        return new FhirError(status, issueCode, Reason.BAD_REQUEST, text);
    }

    FhirError withStatus(int other) {
        return new FhirError(other, issueCode, reason, text);
    }
}
