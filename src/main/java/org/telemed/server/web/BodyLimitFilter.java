package org.telemed.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.http.BodyReader;

/**
 * Reads the body into memory, and refuses one that is too large or too slow, before any other code reads it.
 *
 * <p>It counts the bytes that come, not those that are announced, and counts them unpacked: neither a chunked nor a gzip
 * body gets round it. HAPI reads a body whole in any case, so it is kept in memory here.
 */
public final class BodyLimitFilter extends OncePerRequestFilter {

    private final BodyReader bodies;
    private final ErrorResponseWriter refusals;

    public BodyLimitFilter(BodyReader bodies, ErrorResponseWriter refusals) {
        this.bodies = bodies;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body;
        try {
            body = bodies.read(request);
        } catch (TelemedException refused) {
            if (refused.reason() == Reason.TOO_LARGE) {
                request.setAttribute(UnreadBodyValve.READ_ON, true);
            }
            refusals.write(refused, request, response);
            return;
        } catch (IOException lost) {
            refusals.write(
                    ErrorResponse.of(Reason.BAD_REQUEST, "The connection ended within the body."), request, response);
            return;
        }
        chain.doFilter(body.length == 0 ? request : new BufferedBody(request, body), response);
    }
}
