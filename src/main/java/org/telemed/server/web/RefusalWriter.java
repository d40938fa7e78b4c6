package org.telemed.server.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.HttpError;
import org.telemed.server.fhir.FhirEndpointConfiguration;

/** Writes a {@link Refusal}: an OperationOutcome on the FHIR base, short JSON elsewhere. */
public final class RefusalWriter {

    private final ObjectMapper json;

    public RefusalWriter(ObjectMapper json) {
        this.json = json;
    }

    public void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean fhir = isOnFhirBase(request);
        byte[] body = json.writeValueAsBytes(fhir ? refusal.asOperationOutcome() : refusal.asMessage());
        response.setStatus(refusal.status());
        response.setContentType(fhir ? "application/fhir+json" : "application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The same for a refusal in the words of the core. */
    public void write(TelemedException refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        HttpError http = HttpError.of(refused.reason());
        refused.retryAfter().ifPresent(time -> response.setHeader("Retry-After", "" + Math.max(1, time.toSeconds())));
        write(
                new Refusal(http.status(), http.issueCode(), refused.reason().code(), refused.message()),
                request,
                response);
    }

    private static boolean isOnFhirBase(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals(FhirEndpointConfiguration.PATH) || path.startsWith(FhirEndpointConfiguration.PATH + "/");
    }
}
