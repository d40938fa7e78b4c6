package org.telemed.zapehr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.StreamSupport;

/** {@code GET /v1/telemed/token?encounterId=…}: {@code $telemed-token} as by POST, which may open a lapsed room again. */
final class TokenEndpoint extends V1Endpoint {
    private static final long serialVersionUID = 1L;
    private static final String ENCOUNTER_ID = "encounterId";

    private final transient FhirServer fhir;

    TokenEndpoint(FhirServer fhir) {
        super("GET", ENCOUNTER_ID);
        this.fhir = fhir;
    }

    @Override
    V1Answer answer(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        FhirAnswer answer = fhir.post("$telemed-token", parameters(request), request, response);
        return answer.getStatus() == 200
                ? V1Answer.ok(Json.MAPPER.createObjectNode().put("token", tokenIn(answer)))
                : V1Answer.refusal(answer);
    }

    /** As often as the caller says it: the operation refuses none and two. */
    private static byte[] parameters(HttpServletRequest request) throws IOException {
        ObjectNode parameters = Json.MAPPER.createObjectNode().put("resourceType", "Parameters");
        String[] ids = request.getParameterValues(ENCOUNTER_ID);
        for (String id : ids == null ? new String[0] : ids) {
            parameters
                    .withArray("parameter")
                    .addObject()
                    .put("name", ENCOUNTER_ID)
                    .put("valueString", id);
        }
        return Json.MAPPER.writeValueAsBytes(parameters);
    }

    private static String tokenIn(FhirAnswer answer) throws IOException {
        JsonNode parameters = Json.MAPPER.readTree(answer.body()).path("parameter");
        return StreamSupport.stream(parameters.spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals("token"))
                .map(parameter -> parameter.path("valueString").asText())
                .findFirst()
                .orElseThrow();
    }
}
