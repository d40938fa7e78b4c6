package org.telemed.hapi.error;

import java.util.Optional;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * The HTTP status and issue code of a reason, in FHIR answers.
 *
 * @param status the HTTP status
 * @param issueCode a code of http://hl7.org/fhir/issue-type
 */
public record ErrorTableRow(int status, String issueCode) {
    /** The header for {@link #retryAfter(TelemedException)}. */
    public static final String RETRY_AFTER = "Retry-After";

    /** How long a client is to wait, in whole seconds, where that is known. */
    public static Optional<String> retryAfter(TelemedException error) {
        return error.retryAfter().map(time -> String.valueOf(Math.max(1, time.toSeconds())));
    }

    /** The row of the contract's error table. */
    public static ErrorTableRow of(Reason reason) {
        return switch (reason) {
            case LOGIN_REQUIRED -> new ErrorTableRow(401, "login");
            case LOGIN_EXPIRED -> new ErrorTableRow(401, "expired");
            case NOT_A_PARTICIPANT, NOT_ALLOWED, DISMISSED -> new ErrorTableRow(403, "forbidden");
            case ENCOUNTER_NOT_FOUND, NOT_FOUND, INVITATION_NOT_FOUND -> new ErrorTableRow(404, "not-found");
            case ENCOUNTER_DELETED, DELETED -> new ErrorTableRow(410, "deleted");
            case BAD_REQUEST -> new ErrorTableRow(400, "invalid");
            case INVALID_ENCOUNTER, INVALID_RESOURCE -> new ErrorTableRow(422, "invalid");
            case TOO_LARGE -> new ErrorTableRow(413, "too-long");
            case TOO_SLOW -> new ErrorTableRow(408, "timeout");
            case UNSUPPORTED_MEDIA_TYPE -> new ErrorTableRow(415, "not-supported");
            case NOT_ACCEPTABLE -> new ErrorTableRow(406, "not-supported");
            case NOT_IN_BUNDLE -> new ErrorTableRow(422, "not-supported");
            case NO_ROOM, TOO_EARLY, ENCOUNTER_CLOSED, UNUSABLE_ID, WAITING, NO_WAITING_ROOM, NO_PATIENT, TOO_MANY_GUESTS ->
                new ErrorTableRow(422, "business-rule");
            case ROOM_LAPSED, CONFLICT, ROOM_NAME_TAKEN, SEVERAL_ENCOUNTERS -> new ErrorTableRow(409, "conflict");
            case TOO_MANY_REQUESTS -> new ErrorTableRow(429, "throttled");
            case PROVIDER_THROTTLED -> new ErrorTableRow(503, "throttled");
            case PROVIDER_TIMEOUT -> new ErrorTableRow(504, "timeout");
            case BUSY, ISSUER_DOWN, PROVIDER_DOWN, NOT_CONFIGURED, DATABASE_DOWN -> new ErrorTableRow(503, "transient");
            case DATABASE_TIMEOUT -> new ErrorTableRow(503, "timeout");
            case PROVIDER_REFUSED -> new ErrorTableRow(502, "exception");
            case INTERNAL_ERROR -> new ErrorTableRow(500, "exception");
        };
    }
}
