package org.telemed.hapi.operation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;

/**
 * Audits operations that the server's rules refuse with 403 before the operation is called, because of the scopes of an
 * access token for example.
 */
@Interceptor
public final class RefusedOperationInterceptor {
    private static final int FORBIDDEN = 403;

    /** Before the hooks that answer: HAPI stops at the first answer. It subtracts orders, so MIN_VALUE would overflow. */
    private static final int FIRST = -1_000_000_000;

    private final RequestAudit audit;

    public RefusedOperationInterceptor(RequestAudit audit) {
        this.audit = audit;
    }

    /** Called with whatever a request fails by. */
    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = FIRST)
    public void refused(@Nullable RequestDetails request, Throwable thrown) {
        if (request instanceof ServletRequestDetails operation
                && isOurs(operation)
                && thrown instanceof BaseServerResponseException refused
                && refused.getStatusCode() == FORBIDDEN) {
            audit.refusalsOf(operation.getOperation()).refused(operation, operation.getId(), Reason.NOT_ALLOWED);
        }
    }

    private static boolean isOurs(ServletRequestDetails operation) {
        return "Encounter".equals(operation.getResourceName())
                || ("Appointment".equals(operation.getResourceName())
                        && TelemedOperationProvider.CREATE.equals(operation.getOperation()));
    }
}
