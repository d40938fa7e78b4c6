package org.telemed.server.smart.discovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.telemed.server.smart.SmartConfiguration;
import org.telemed.server.web.ErrorResponse;
import org.telemed.server.web.ErrorResponseWriter;

/** Answers {@code GET [base]/.well-known/smart-configuration} to anybody. */
final class SmartConfigurationServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final transient SmartConfiguration configuration;
    private final transient ObjectMapper json;
    private final transient ErrorResponseWriter refusals;
    private final transient Runnable fetch;

    /** @param fetch starts to fetch the issuer's metadata, without waiting */
    SmartConfigurationServlet(
            SmartConfiguration configuration, ObjectMapper json, ErrorResponseWriter refusals, Runnable fetch) {
        this.configuration = configuration;
        this.json = json;
        this.refusals = refusals;
        this.fetch = fetch;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> answer(request, response);
            case "OPTIONS" -> {
                response.setHeader("Allow", METHODS);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> {
                response.setHeader("Allow", METHODS);
                refusals.write(ErrorResponse.wrongMethod(METHODS), request, response);
            }
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Map<String, Object>> document = configuration.document();
        if (document.isEmpty()) {
            fetch.run();
            response.setHeader("Retry-After", "5");
            refusals.write(unknown(), request, response);
            return;
        }
        byte[] body = json.writeValueAsBytes(document.get());
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "public, max-age=60");
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static ErrorResponse unknown() {
        return new ErrorResponse(
                503,
                "transient",
                "issuer-down",
                "The metadata of this server's issuer of access tokens is not known yet. Try again in a moment. Where the"
                        + " issuer has none, the operator has to set telemed.smart.token-endpoint.");
    }
}
