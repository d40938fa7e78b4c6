package org.telemed.server.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sends a browser that asks for {@code /} to the console; programs get what every server of this project says there. */
final class ConsoleRedirectFilter extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String root = request.getContextPath() + "/";
        if (request.getRequestURI().equals(root)
                && READS.contains(request.getMethod())
                && wantsHtml(request.getHeader(HttpHeaders.ACCEPT))) {
            response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            response.setHeader(HttpHeaders.LOCATION, "console/");
            response.setStatus(HttpServletResponse.SC_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Browsers name it; a program that takes anything does not. */
    private static boolean wantsHtml(@Nullable String accept) {
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}
