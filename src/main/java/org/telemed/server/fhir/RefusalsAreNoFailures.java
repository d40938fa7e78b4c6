package org.telemed.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.jspecify.annotations.Nullable;

/** Keeps a refusal that brings its own explanation out of the log, where HAPI would print it as an unknown error. */
@Interceptor
public final class RefusalsAreNoFailures {

    /** Takes the refusal as it is; leaves everything else to HAPI. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException asItIs(Throwable thrown) {
        return thrown instanceof BaseServerResponseException refusal
                        && refusal.getStatusCode() < 500
                        && refusal.getOperationOutcome() != null
                ? refusal
                : null;
    }
}
