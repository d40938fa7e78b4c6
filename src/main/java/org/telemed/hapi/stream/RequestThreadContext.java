package org.telemed.hapi.stream;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Carries what a host binds to the thread of a request, such as its authentication, to the threads that check the rights
 * of a stream later. A host that binds more than Spring Security does provides a bean of this type.
 */
@FunctionalInterface
public interface RequestThreadContext {
    /** Captures the context of this thread, which handles that request. */
    Scope capture(HttpServletRequest request);

    /** Runs work on the current thread, in the captured context. */
    @FunctionalInterface
    interface Scope {
        void run(Runnable work);
    }

    /** All of these, one inside the other. */
    static RequestThreadContext of(List<RequestThreadContext> contexts) {
        return request -> {
            List<Scope> scopes =
                    contexts.stream().map(context -> context.capture(request)).toList();
            return work -> {
                Runnable nested = work;
                for (Scope scope : scopes) {
                    Runnable inner = nested;
                    nested = () -> scope.run(inner);
                }
                nested.run();
            };
        };
    }
}
