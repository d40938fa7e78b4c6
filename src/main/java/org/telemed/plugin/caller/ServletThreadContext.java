package org.telemed.plugin.caller;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.telemed.hapi.stream.RequestThreadContext;

/** Carries Spring's current request, and what is logged with it, to other threads. */
public final class ServletThreadContext implements RequestThreadContext {
    @Override
    public Scope capture(HttpServletRequest request) {
        Map<String, String> logged = MDC.getCopyOfContextMap();
        return work -> {
            RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
            if (logged != null) {
                MDC.setContextMap(logged);
            }
            try {
                work.run();
            } finally {
                MDC.clear();
                RequestContextHolder.resetRequestAttributes();
            }
        };
    }
}
