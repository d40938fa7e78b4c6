package org.telemed.server.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;
import org.telemed.server.demo.html.HtmlPage;

/** Answers a browser that asks for {@code /} with the demo's page; programs get what every server of this project says there. */
final class DemoPageFilter extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final DemoPage page;

    DemoPageFilter(DemoPage page) {
        this.page = page;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals("/")
                && READS.contains(request.getMethod())
                && HtmlPage.isWantedBy(request)) {
            page.html().write(HttpServletResponse.SC_OK, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
