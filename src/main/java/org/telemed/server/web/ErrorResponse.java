package org.telemed.server.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.telemed.core.error.Reason;
import org.telemed.fhir.element.TelemedUrls;
import org.telemed.hapi.error.ErrorTableRow;
import org.telemed.zapehr.V1Response;

/**
 * An error response that is sent before HAPI is reached.
 *
 * @param status the HTTP status
 * @param issue FHIR's issue type, such as {@code login} or {@code forbidden}
 * @param code our own code, by which apps tell the cases apart without reading prose
 * @param text what is wrong and what to do next, in plain words
 */
public record ErrorResponse(int status, String issue, String code, String text) {

    /** In the status and the codes that the reason has everywhere. */
    public static ErrorResponse of(Reason reason, String text) {
        ErrorTableRow http = ErrorTableRow.of(reason);
        return new ErrorResponse(http.status(), http.issueCode(), reason.code(), text);
    }

    /** A method that this path does not take. */
    public static ErrorResponse wrongMethod(String allowed) {
        return new ErrorResponse(
                405, "not-supported", Reason.BAD_REQUEST.code(), "This takes another HTTP method: " + allowed + ".");
    }

    /** What belongs to a status that the container or a framework has set without more words. */
    static ErrorResponse ofStatus(int status) {
        return switch (status) {
            case 401 -> of(Reason.LOGIN_REQUIRED, "Say who you are: this needs credentials.");
            case 403 -> of(Reason.NOT_ALLOWED, "You may not do this.");
            case 404 -> new ErrorResponse(404, "not-found", "nothing-here", "There is nothing here. FHIR is at /fhir.");
            case 405 ->
                new ErrorResponse(
                        405,
                        "not-supported",
                        Reason.BAD_REQUEST.code(),
                        "This takes another HTTP method; see the header Allow.");
            case 406 ->
                ofStatus(
                        status,
                        "The header Accept names no format in which this is answered. Leave it out, or send */*.");
            case 413 -> of(Reason.TOO_LARGE, "The request is larger than this server takes.");
            case 414 ->
                ofStatus(status, "The URL is longer than this server takes. A search may be a POST to _search.");
            case 415 -> ofStatus(status, "The content type or encoding of the body is not taken here.");
            case 417 -> ofStatus(status, "The header Expect may be 100-continue only. Leave it out, or send that.");
            case 431 -> ofStatus(status, "The headers are longer than this server takes. Stay under 32 KB.");
            case 503 ->
                new ErrorResponse(
                        503,
                        "transient",
                        Reason.INTERNAL_ERROR.code(),
                        "The server cannot answer now. Try again in a moment.");
            default ->
                status >= 400 && status < 500
                        ? ofStatus(
                                status,
                                "The server cannot read this request. Check its path, its query and its headers: percent-encode"
                                        + " what a URL must not hold, and stay under 32 KB.")
                        : of(Reason.INTERNAL_ERROR, "The server failed at this request. Its log says why; try again.");
        };
    }

    private static ErrorResponse ofStatus(int status, String text) {
        String issue = List.of(406, 415, 417).contains(status) ? "not-supported" : "invalid";
        return new ErrorResponse(status, issue, Reason.BAD_REQUEST.code(), text);
    }

    /** An OperationOutcome; its JSON is the same in R4, R4B and R5. Clients read either text, so both are there. */
    Object asOperationOutcome() {
        Details details = new Details(List.of(new Coding(TelemedUrls.ERROR_SYSTEM, code)), text);
        return new Outcome("OperationOutcome", List.of(new Issue("error", issue, details, text)));
    }

    /** As RFC 9457 wants it, with our own code beside. */
    Object asProblem() {
        HttpStatus known = HttpStatus.resolve(status);
        return new Problem("about:blank", known == null ? "Error" : known.getReasonPhrase(), status, text, code);
    }

    /** As clients of the ZapEHR-compatible API read it. */
    Object asMessage() {
        return V1Response.error(status, code, text);
    }

    private record Outcome(String resourceType, List<Issue> issue) {}

    private record Issue(String severity, String code, Details details, String diagnostics) {}

    private record Details(List<Coding> coding, String text) {}

    private record Coding(String system, String code) {}

    private record Problem(String type, String title, int status, String detail, String code) {}
}
