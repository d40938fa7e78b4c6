package org.telemed.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.ErrorTableRow;

/**
 * Writes a {@link ErrorResponse} in the shape of the base that the request's path is on: an OperationOutcome for FHIR, the JSON of
 * the ZapEHR-compatible API, a problem document elsewhere.
 */
public final class ErrorResponseWriter {

    private final ObjectMapper json;

    public ErrorResponseWriter(ObjectMapper json) {
        this.json = json;
    }

    public void write(ErrorResponse refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(refusal, pathOf(request), response);
    }

    /** The same where the container does not know the path. */
    void write(ErrorResponse refusal, String path, HttpServletResponse response) throws IOException {
        ApiBase base = ApiBase.of(path);
        byte[] body = bodyOf(refusal, base);
        response.setStatus(refusal.status());
        response.setContentType(base.contentType());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The same for a refusal in the words of the core. */
    public void write(TelemedException refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ErrorTableRow.retryAfter(refused).ifPresent(seconds -> response.setHeader(ErrorTableRow.RETRY_AFTER, seconds));
        write(ErrorResponse.of(refused.reason(), refused.message()), request, response);
    }

    private byte[] bodyOf(ErrorResponse refusal, ApiBase base) throws JsonProcessingException {
        return json.writeValueAsBytes(
                switch (base) {
                    case FHIR -> refusal.asOperationOutcome();
                    case V1 -> refusal.asMessage();
                    case OTHER -> refusal.asProblem();
                });
    }

    /** Below the context path, as the client sent it, also while the container dispatches to its error page. */
    private static String pathOf(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed == null ? String.valueOf(request.getRequestURI()) : failed.toString();
        String context = request.getContextPath();
        return context != null && path.startsWith(context) ? path.substring(context.length()) : path;
    }
}
