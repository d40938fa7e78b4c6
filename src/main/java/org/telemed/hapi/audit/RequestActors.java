package org.telemed.hapi.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.caller.Caller;
import org.telemed.hapi.caller.CallerResolver;

/** Tells who sent a request, for the audit trail. */
public final class RequestActors {
    private final CallerResolver callers;

    public RequestActors(CallerResolver callers) {
        this.callers = callers;
    }

    /** Who sent the request; somebody unknown if there is no login, or none that can be read. */
    public AuditActor of(RequestDetails request) {
        return caller(request)
                .map(caller -> AuditActor.of(caller, addressOf(request)))
                .orElseGet(() -> AuditActor.unknown(addressOf(request)));
    }

    /** The client's address, as the servlet container sees it. */
    public static Optional<String> addressOf(RequestDetails request) {
        return request instanceof ServletRequestDetails servlet
                ? Optional.ofNullable(servlet.getServletRequest()).map(ServletRequest::getRemoteAddr)
                : Optional.empty();
    }

    /** A login that cannot be read is why the request was refused. */
    private Optional<Caller> caller(RequestDetails request) {
        try {
            return callers.callerOf(request).filter(caller -> !caller.userId().isBlank());
        } catch (RuntimeException invalid) {
            return Optional.empty();
        }
    }
}
