package org.telemed.zapehr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.http.GeneralParameterCheck;

/** {@code GET /v1/telemed/token?encounterId=…}: {@code $telemed-token} as by POST, which may open a lapsed room again. */
final class TokenEndpoint extends V1Endpoint {
    private static final long serialVersionUID = 1L;
    private static final String ENCOUNTER_ID = "encounterId";

    private final transient FhirServletForwarder fhir;

    TokenEndpoint(FhirServletForwarder fhir) {
        super("GET", ENCOUNTER_ID);
        this.fhir = fhir;
    }

    @Override
    V1Response answer(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        List<String> ids = List.of(query(request).getOrDefault(ENCOUNTER_ID, new String[0]));
        CapturedFhirResponse answer = fhir.post("$telemed-token", parameters(ids), request, response);
        if (answer.getStatus() == 400) {
            return problem(ids).map(V1Response::refusal).orElseGet(() -> V1Response.refusal(answer));
        }
        return answer.getStatus() == 200
                ? V1Response.ok(Json.MAPPER.createObjectNode().put("token", tokenIn(answer)))
                : V1Response.refusal(answer);
    }

    /** In the words of this API. The operation comes first, because it refuses a caller without a right before all else. */
    private static Optional<TelemedException> problem(List<String> ids) {
        if (ids.isEmpty()) {
            return badRequest("Say which Encounter: /v1/telemed/token?encounterId=[its id].");
        }
        if (ids.size() > 1) {
            return badRequest(GeneralParameterCheck.repeated(ENCOUNTER_ID));
        }
        if (ids.get(0).isBlank()) {
            return badRequest("The parameter encounterId is empty. Give it the id of an Encounter.");
        }
        try {
            EncounterId.parse(ids.get(0));
            return Optional.empty();
        } catch (TelemedException noId) {
            return badRequest(
                    "The parameter encounterId must be the id of an Encounter alone, without a version or a base:"
                            + " 1 to 64 letters, digits, hyphens and dots.");
        }
    }

    private static Optional<TelemedException> badRequest(String message) {
        return Optional.of(TelemedException.because(Reason.BAD_REQUEST, message));
    }

    /** As often as the caller says it: the operation refuses none and two. */
    private static byte[] parameters(List<String> ids) throws IOException {
        ObjectNode parameters = Json.MAPPER.createObjectNode().put("resourceType", "Parameters");
        for (String id : ids) {
            parameters
                    .withArray("parameter")
                    .addObject()
                    .put("name", ENCOUNTER_ID)
                    .put("valueString", id);
        }
        return Json.MAPPER.writeValueAsBytes(parameters);
    }

    private static String tokenIn(CapturedFhirResponse answer) throws IOException {
        JsonNode parameters = Json.MAPPER.readTree(answer.body()).path("parameter");
        return StreamSupport.stream(parameters.spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals("token"))
                .map(parameter -> parameter.path("valueString").asText())
                .findFirst()
                .orElseThrow();
    }
}
