package org.telemed.zapehr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.ErrorTableRow;

/**
 * An answer of the ZapEHR-compatible API. Always of type JSON, because its clients' SDKs read any other type as null.
 *
 * @param status the HTTP status
 */
public record V1Response(int status, JsonNode body) {
    static V1Response ok(JsonNode body) {
        return new V1Response(200, body);
    }

    /** A refusal without asking the FHIR server. */
    static V1Response refusal(TelemedException refused) {
        return of(ErrorTableRow.of(refused.reason()).status(), refused.reason().code(), refused.message());
    }

    static V1Response wrongMethod(String right) {
        return of(405, Reason.BAD_REQUEST.code(), "Send a " + right + " here.");
    }

    /** Translates the FHIR server's OperationOutcome, or its status if there is none. */
    static V1Response refusal(CapturedFhirResponse refused) {
        JsonNode issue = issueIn(refused);
        String message = Stream.of(issue.at("/details/text"), issue.path("diagnostics"))
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("The server does not carry out this request.");
        return of(refused.getStatus(), issue.at("/details/coding/0/code").asText(), message);
    }

    private static JsonNode issueIn(CapturedFhirResponse refused) {
        try {
            return Json.MAPPER.readTree(refused.body()).path("issue").path(0);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static V1Response of(int status, String reason, String message) {
        return new V1Response(status, error(status, reason, message));
    }

    /**
     * The body for whatever went wrong.
     *
     * @param reason a {@link Reason#code()}, or anything else
     */
    public static JsonNode error(int status, String reason, String message) {
        var body = Json.MAPPER.createObjectNode().put("message", message);
        V1Code.of(status, reason).ifPresent(code -> body.put("code", code));
        return body;
    }

    void writeTo(HttpServletResponse response) throws IOException {
        byte[] bytes = Json.MAPPER.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
