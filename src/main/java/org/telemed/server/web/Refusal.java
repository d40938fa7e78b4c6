package org.telemed.server.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.telemed.zapehr.V1Code;

/**
 * An answer that says no before any FHIR operation is reached.
 *
 * @param status the HTTP status
 * @param issue FHIR's issue type, such as {@code login} or {@code forbidden}
 * @param code our own code, by which apps tell the cases apart without reading prose
 * @param text what is wrong and what to do next, in plain words
 */
public record Refusal(int status, String issue, String code, String text) {

    /** The code system of {@link #code()}. */
    public static final String CODE_SYSTEM = "https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-error";

    /** No access token, or one that does not count. */
    public static Refusal login(String issue, String text) {
        return new Refusal(401, issue, "login-required", text);
    }

    /** A known caller who may not do this. */
    public static Refusal notAllowed(String text) {
        return new Refusal(403, "forbidden", "not-allowed", text);
    }

    /** A body over the limit. */
    public static Refusal tooLarge(String text) {
        return new Refusal(413, "too-long", "too-large", text);
    }

    /** A body that cannot be read. */
    public static Refusal badRequest(String text) {
        return new Refusal(400, "invalid", "bad-request", text);
    }

    /** An OperationOutcome; its JSON is the same in R4, R4B and R5. Clients read either text, so both are there. */
    Object asOperationOutcome() {
        Details details = new Details(List.of(new Coding(CODE_SYSTEM, code)), text);
        return new Outcome("OperationOutcome", List.of(new Issue("error", issue, details, text)));
    }

    /** The short form outside the FHIR base. */
    Object asMessage() {
        Optional<String> v1Code = V1Code.of(status, code);
        return v1Code.isEmpty() ? Map.of("message", text) : new Message(text, v1Code.get());
    }

    private record Outcome(String resourceType, List<Issue> issue) {}

    private record Issue(String severity, String code, Details details, String diagnostics) {}

    private record Details(List<Coding> coding, String text) {}

    private record Coding(String system, String code) {}

    private record Message(String message, String code) {}
}
