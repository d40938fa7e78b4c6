package org.telemed.zapehr;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST /v1/telemed/room}: {@code $create-telemed-room}, the Encounter wrapped in its answer. */
final class RoomEndpoint extends V1Endpoint {
    private static final long serialVersionUID = 1L;

    private final transient FhirServer fhir;
    private final int largestBody;

    /** @param largestBody in bytes */
    RoomEndpoint(FhirServer fhir, int largestBody) {
        super("POST");
        this.fhir = fhir;
        this.largestBody = largestBody;
    }

    @Override
    V1Answer answer(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        // One byte too many is enough for the operation to refuse it
        byte[] sent = request.getInputStream().readNBytes(largestBody + 1);
        byte[] encounter = sent.length > largestBody ? sent : RoomRequestBody.unwrapped(sent);
        FhirAnswer answer = fhir.post("$create-telemed-room", encounter, request, response);
        return answer.getStatus() == 200
                ? V1Answer.ok(Json.MAPPER.createObjectNode().set("encounter", Json.MAPPER.readTree(answer.body())))
                : V1Answer.refusal(answer);
    }
}
