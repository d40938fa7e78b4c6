package org.telemed.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.telemed.core.error.Reason;
import org.telemed.fhir.value.QueryEncoding;

/**
 * Refuses malformed methods, headers and queries before any code decodes them, and passes on a {@link CanonicalRequest}.
 *
 * <p>Malformed paths are refused by the container ({@link ErrorResponseValve}) and by Spring Security's firewall.
 */
final class MalformedRequestFilter extends OncePerRequestFilter {

    static final String PLAIN_PATH =
            "The path of the URL must be in its plain form: no ; . .. %2F %25 or control characters"
                    + " in it. Send the FHIR path itself, such as /fhir/Encounter/1.";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    /** HAPI's header, which it reads where nothing catches its exceptions. */
    private static final String RETRY = "X-Retry-On-Version-Conflict";

    private static final String ALLOW = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    /**
     * A path that is not in its normal form: a base with encoded characters, path parameters, dot segments, and encoded
     * characters that make it ambiguous.
     * Spring Security's firewall refuses these too, but other code takes the path apart before it.
     */
    private static final Pattern AMBIGUOUS = Pattern.compile("^/*[^/]*%|;|%3[Bb]|%2[EeFf]|%5[Cc]|%25|/\\.{1,2}(?:/|$)");

    /** Or nothing, or a version without quotation marks, which HAPI takes. */
    private static final Pattern ENTITY_TAGS =
            Pattern.compile("\\s*(\\*|\\d{1,18}|(W/)?\"[^\"]*\"(\\s*,\\s*(W/)?\"[^\"]*\")*)?\\s*");

    private final ErrorResponseWriter refusals;

    MalformedRequestFilter(ErrorResponseWriter refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isKnownMethod(request)) {
            refuseMethod(refusals, request, response);
            return;
        }
        Optional<String> problem = problemOf(request);
        if (problem.isPresent()) {
            refusals.write(ErrorResponse.of(Reason.BAD_REQUEST, problem.get()), request, response);
            return;
        }
        chain.doFilter(new CanonicalRequest(request), response);
    }

    static boolean isKnownMethod(HttpServletRequest request) {
        return METHODS.contains(request.getMethod());
    }

    static void refuseMethod(ErrorResponseWriter refusals, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Allow", ALLOW);
        refusals.write(ErrorResponse.wrongMethod(ALLOW), request, response);
    }

    private static Optional<String> problemOf(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (AMBIGUOUS.matcher(path).find() || QueryEncoding.isMalformed(path)) {
            return Optional.of(PLAIN_PATH);
        }
        String query = request.getQueryString();
        if (query != null && QueryEncoding.isMalformedQuery(query)) {
            return Optional.of(
                    "The query of the URL is not percent-encoded as it must be, or holds a control character."
                            + " A percent sign itself is %25.");
        }
        String retry = request.getHeader(RETRY);
        if (retry != null && !retry.matches("\\s*retry\\s*(;\\s*max-retries\\s*=\\s*[0-9]{1,3}\\s*)?")) {
            return Optional.of("The header " + RETRY + " is malformed. Send: retry; max-retries=10");
        }
        if (Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)).stream()
                .anyMatch(tags -> !ENTITY_TAGS.matcher(tags).matches())) {
            return Optional.of("The header If-None-Match must be one or more entity tags, such as W/\"3\", or a star.");
        }
        return Collections.list(request.getHeaderNames()).stream()
                .filter(name -> Collections.list(request.getHeaders(name)).stream()
                        .anyMatch(MalformedRequestFilter::holdsControls))
                .findFirst()
                .map(name -> "The header " + name + " holds characters that a header must not hold. Send it in ASCII.");
    }

    /** The container reads headers as Latin-1, in which parts of most other encodings are control characters. */
    private static boolean holdsControls(String value) {
        for (int i = 0;
                i < value.length();
                i++) { // an access token is long, and a stream costs more than the rest of this filter
            char character = value.charAt(i);
            if (character != '\t' && Character.isISOControl(character)) {
                return true;
            }
        }
        return false;
    }
}
