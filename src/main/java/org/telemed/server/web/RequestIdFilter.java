package org.telemed.server.web;

import ca.uhn.fhir.rest.server.ServletRequestTracing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id, the client's own if that is a UUID or hexadecimal, and puts it into the answer and every line
 * that is logged meanwhile, together with the trace that the request belongs to.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
final class RequestIdFilter extends OncePerRequestFilter {

    /** As HAPI spells it. */
    static final String HEADER = "X-Request-ID";

    private static final String REQUEST = "requestId";
    private static final String TRACE = "traceId";

    /** What tracing tools send: a UUID, or hexadecimal digits. Other text could carry a name or a token into the log. */
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f-]{8,64}");

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    /** HAPI stores as many characters with each version that a request writes. */
    private static final int BYTES = 8;

    private final SecureRandom random = new SecureRandom();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = idOf(request);
        request.setAttribute(ServletRequestTracing.ATTRIBUTE_REQUEST_ID, id);
        response.setHeader(HEADER, id);
        MDC.put(REQUEST, id);
        traceOf(request.getHeader("traceparent")).ifPresent(trace -> MDC.put(TRACE, trace));
        try {
            chain.doFilter(request, new OneId(response));
        } finally {
            MDC.remove(REQUEST);
            MDC.remove(TRACE);
        }
    }

    private String idOf(HttpServletRequest request) {
        String sent = request.getHeader(HEADER);
        return sent != null && HEX.matcher(sent).matches() ? sent : newId();
    }

    private String newId() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Optional<String> traceOf(@Nullable String traceparent) {
        if (traceparent == null) {
            return Optional.empty();
        }
        Matcher form = TRACEPARENT.matcher(traceparent);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }

    /** HAPI adds the header once more. */
    private static final class OneId extends HttpServletResponseWrapper {

        OneId(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            if (!HEADER.equalsIgnoreCase(name)) {
                super.addHeader(name, value);
            }
        }
    }
}
