package org.telemed.zapehr;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** {@code POST /v1/telemed/room}: {@code $create-telemed-room}, the Encounter wrapped in its answer. */
final class RoomEndpoint extends V1Endpoint {
    private static final long serialVersionUID = 1L;

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

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
        byte[] sent;
        try {
            // One byte too many is enough for the operation to refuse it
            sent = unpacked(request).readNBytes(largestBody + 1);
        } catch (ZipException | EOFException broken) {
            return V1Answer.refusal(TelemedException.because(
                    Reason.BAD_REQUEST, "The body is not the gzip it claims to be. Send it plain, or packed."));
        }
        byte[] encounter = sent.length > largestBody ? sent : RoomRequestBody.unwrapped(sent);
        FhirAnswer answer = fhir.post("$create-telemed-room", encounter, request, response);
        return answer.getStatus() == 200
                ? V1Answer.ok(Json.MAPPER.createObjectNode().set("encounter", encounterIn(answer)))
                : V1Answer.refusal(answer);
    }

    /** Who may not read Encounters is answered without one, and gets the id alone. */
    private static JsonNode encounterIn(FhirAnswer answer) throws IOException {
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

    /** Our own server has unpacked it before; a host need not. */
    private static InputStream unpacked(HttpServletRequest request) throws IOException {
        String encoding = String.valueOf(request.getHeader("Content-Encoding"));
        return GZIP.contains(encoding.strip().toLowerCase(Locale.ROOT))
                ? new GZIPInputStream(request.getInputStream())
                : request.getInputStream();
    }
}
