package org.telemed.server.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private static boolean isOnFhirBase(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals(FhirEndpointConfiguration.PATH) || path.startsWith(FhirEndpointConfiguration.PATH + "/");
    }
}
