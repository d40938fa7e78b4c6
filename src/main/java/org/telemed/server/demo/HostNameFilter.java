package org.telemed.server.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;
import org.telemed.server.web.ErrorResponse;
import org.telemed.server.web.ErrorResponseWriter;

/** Refuses requests with a Host other than localhost, against DNS rebinding by web pages. */
final class HostNameFilter extends OncePerRequestFilter {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1");

    private final ErrorResponseWriter refusals;

    HostNameFilter(ErrorResponseWriter refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (OWN_NAMES.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            chain.doFilter(request, response);
        } else {
            refusals.write(misdirected(), request, response);
        }
    }

    private static ErrorResponse misdirected() {
        return new ErrorResponse(
                421,
                "forbidden",
                "wrong-host",
                "The demo answers only to the host names localhost and 127.0.0.1. Use one of them in the URL.");
    }
}
