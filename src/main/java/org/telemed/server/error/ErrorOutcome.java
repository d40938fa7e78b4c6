package org.telemed.server.error;

import org.telemed.core.error.Reason;
import org.telemed.hapi.error.ErrorTableRow;

/**
 * Status, issue code, reason and text of an error answer.
 *
 * @param status the HTTP status
 * @param issueCode a code of http://hl7.org/fhir/issue-type
 * @param text for people: what is wrong and what to do next
 */
public record ErrorOutcome(int status, String issueCode, Reason reason, String text) {

    public static ErrorOutcome of(Reason reason, String text) {
        ErrorTableRow http = ErrorTableRow.of(reason);
        return new ErrorOutcome(http.status(), http.issueCode(), reason, text);
    }

    /** A kind of bad request that has a status of its own. */
    public static ErrorOutcome badRequest(int status, String issueCode, String text) {
        return new ErrorOutcome(status, issueCode, Reason.BAD_REQUEST, text);
    }

    ErrorOutcome withStatus(int other) {
        return new ErrorOutcome(other, issueCode, reason, text);
    }
}
