package org.telemed.plugin.caller;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.telemed.hapi.stream.RequestThreadContext;

/** Carries Spring Security's authentication to other threads. */
public final class SpringSecurityThreadContext implements RequestThreadContext {
    @Override
    public Scope capture(HttpServletRequest request) {
        // a context of its own: a filter may clear the request's
        SecurityContext captured = SecurityContextHolder.createEmptyContext();
        captured.setAuthentication(SecurityContextHolder.getContext().getAuthentication());
        return work -> {
            SecurityContextHolder.setContext(captured);
            try {
                work.run();
            } finally {
                SecurityContextHolder.clearContext();
            }
        };
    }
}
