package org.telemed.server.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.telemed.server.web.ErrorResponse;
import org.telemed.server.web.ErrorResponseWriter;

/** Answers {@code GET /console/…} with the console's files and its configuration, to anybody. */
final class ConsoleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern COMMA = Pattern.compile(",");
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final transient ConsoleFiles files;
    private final transient ConsoleClientConfig config;
    private final transient ConsoleHeaders headers;
    private final transient ObjectMapper json;
    private final transient ErrorResponseWriter refusals;

    ConsoleServlet(
            ConsoleFiles files,
            ConsoleClientConfig config,
            ConsoleHeaders headers,
            ObjectMapper json,
            ErrorResponseWriter refusals) {
        this.files = files;
        this.config = config;
        this.headers = headers;
        this.json = json;
        this.refusals = refusals;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> answer(request, response);
            case "OPTIONS" -> {
                response.setHeader(HttpHeaders.ALLOW, METHODS);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> {
                response.setHeader(HttpHeaders.ALLOW, METHODS);
                refusals.write(ErrorResponse.wrongMethod(METHODS), request, response);
            }
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (!files.areThere()) {
            refusals.write(notBuilt(), request, response);
        } else if (path == null) {
            // Relative, so that it holds behind a proxy that adds a path
            response.setHeader(HttpHeaders.LOCATION, "console/");
            response.setStatus(HttpServletResponse.SC_FOUND);
        } else if (path.equals("/config.json")) {
            headers.addTo(response);
            response.setContentType("application/json");
            write(json.writeValueAsBytes(config), response);
        } else {
            answer(files.find(path.substring(1)), request, response);
        }
    }

    private void answer(Optional<ConsoleFile> found, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (found.isEmpty()) {
            refusals.write(notFound(), request, response);
            return;
        }
        ConsoleFile file = found.get();
        headers.addTo(response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, file.cacheControl());
        response.setHeader(HttpHeaders.ETAG, file.entityTag());
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (has(request, HttpHeaders.IF_NONE_MATCH, file.entityTag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.contentType());
        if (has(request, HttpHeaders.ACCEPT_ENCODING, "gzip")) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            write(file.compressed(), response);
        } else {
            write(file.content(), response);
        }
    }

    private static void write(byte[] body, HttpServletResponse response) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Whether one of the header's values is this one; a weight of zero means that it is refused. */
    private static boolean has(HttpServletRequest request, String header, String value) {
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(COMMA::splitAsStream)
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.matches(".*;\\s*q=0(\\.0*)?"))
                .anyMatch(entry -> entry.replaceFirst("\\s*;.*", "").equals(value.toLowerCase(Locale.ROOT)));
    }

    private static ErrorResponse notFound() {
        return new ErrorResponse(
                404, "not-found", "nothing-here", "There is no such file. The visit console is at /console/.");
    }

    private static ErrorResponse notBuilt() {
        return new ErrorResponse(
                404,
                "not-found",
                "nothing-here",
                "This server was built without the visit console, because Node 20.19 or newer was missing. Install it and"
                        + " build again.");
    }
}
