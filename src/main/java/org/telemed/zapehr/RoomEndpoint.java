package org.telemed.zapehr;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.ErrorTableRow;
import org.telemed.hapi.http.BodyReader;
import org.telemed.hapi.http.CallerPermits;

/** {@code POST /v1/telemed/room}: {@code $create-telemed-room}, the Encounter wrapped in its answer. */
final class RoomEndpoint extends V1Endpoint {
    private static final long serialVersionUID = 1L;

    /** In a host, bodies are read before anybody knows who sent them. */
    private static final int PERMITS = 20;

    private final transient FhirServletForwarder fhir;
    private final transient BodyReader bodies;

    /** @param largestBody in bytes */
    RoomEndpoint(FhirServletForwarder fhir, int largestBody) {
        super("POST");
        this.fhir = fhir;
        this.bodies = new BodyReader(largestBody, new CallerPermits(PERMITS, PERMITS));
    }

    @Override
    V1Response answer(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        byte[] encounter;
        try {
            encounter = RoomRequestBody.unwrapped(body(request));
        } catch (TelemedException refused) {
            ErrorTableRow.retryAfter(refused)
                    .ifPresent(seconds -> response.setHeader(ErrorTableRow.RETRY_AFTER, seconds));
            return V1Response.refusal(refused);
        }
        CapturedFhirResponse answer = fhir.post("$create-telemed-room", encounter, request, response);
        return answer.getStatus() == 200
                ? V1Response.ok(Json.MAPPER.createObjectNode().set("encounter", encounterIn(answer)))
                : V1Response.refusal(answer);
    }

    /** Who may not read Encounters is answered without one, and gets the id alone. */
    private static JsonNode encounterIn(CapturedFhirResponse answer) throws IOException {
        if (answer.body().length > 0) {
            return Json.MAPPER.readTree(answer.body());
        }
        var encounter = Json.MAPPER.createObjectNode().put("resourceType", "Encounter");
        answer.location().map(RoomEndpoint::idIn).ifPresent(id -> encounter.put("id", id));
        return encounter;
    }

    private static String idIn(String location) {
        return location.replaceFirst("/_history/.*", "").replaceFirst(".*/", "");
    }

    private byte[] body(HttpServletRequest request) {
        try {
            return bodies.read(request);
        } catch (IOException lost) {
            throw TelemedException.because(Reason.BAD_REQUEST, "The connection ended within the body.");
        }
    }
}
