package org.telemed.hapi.guest;

import ca.uhn.fhir.rest.api.Constants;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.ErrorTableRow;

/** Writes answers to guests: FHIR's Parameters, and problems as in RFC 9457 with our code beside. Nothing is cached. */
final class GuestResponse {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GuestResponse() {}

    /** Sets the headers of every answer. */
    static void prepare(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Pragma", "no-cache");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    static void parameters(HttpServletResponse response, String json) throws IOException {
        write(response, HttpServletResponse.SC_OK, "application/fhir+json", json.getBytes(StandardCharsets.UTF_8));
    }

    static void problem(HttpServletResponse response, TelemedException refused) throws IOException {
        ErrorTableRow.retryAfter(refused)
                .ifPresent(seconds -> response.setHeader(ErrorTableRow.RETRY_AFTER, seconds));
        problem(
                response,
                ErrorTableRow.of(refused.reason()).status(),
                refused.reason().code(),
                refused.message());
    }

    static void problem(HttpServletResponse response, int status, String code, String detail) throws IOException {
        byte[] body = JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("type", "about:blank")
                .put("title", Constants.HTTP_STATUS_NAMES.getOrDefault(status, "Error"))
                .put("status", status)
                .put("detail", detail)
                .put("code", code));
        // the container must not read a body that nobody has read
        response.setHeader("Connection", "close");
        write(response, status, "application/problem+json", body);
    }

    private static void write(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
