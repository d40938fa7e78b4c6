package org.telemed.server.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.telemed.server.web.ErrorResponse;
import org.telemed.server.web.ErrorResponseWriter;

/**
 * Answers {@code GET /join} with the console's page, which shows what a guest needs there. A link is not redeemed by it: the
 * secret stands behind the #, which no browser sends.
 */
final class JoinPageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final transient ConsoleFiles files;
    private final transient ConsoleHeaders headers;
    private final transient ErrorResponseWriter refusals;

    JoinPageServlet(ConsoleFiles files, ConsoleHeaders headers, ErrorResponseWriter refusals) {
        this.files = files;
        this.headers = headers;
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
        Optional<ConsoleFile> page = files.find("");
        if (page.isEmpty()) {
            refusals.write(
                    new ErrorResponse(
                            404,
                            "not-found",
                            "nothing-here",
                            "This server was built without the visit console, so it has no page for guests."),
                    request,
                    response);
            return;
        }
        byte[] body = beside(page.get().content()).getBytes(StandardCharsets.UTF_8);
        headers.addTo(response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType("text/html;charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The page lies beside the console's folder, and the build names files relative to that. */
    private static String beside(byte[] page) {
        return new String(page, StandardCharsets.UTF_8).replace("=\"./", "=\"console/");
    }
}
