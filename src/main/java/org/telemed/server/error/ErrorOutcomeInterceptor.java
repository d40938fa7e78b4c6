package org.telemed.server.error;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;

/**
 * Gives every error of the FHIR server an OperationOutcome with our code and plain words, and makes a 4xx of what HAPI throws
 * for bad input. HAPI writes to its log only what no interceptor has taken, so refusals do not appear there.
 */
@Interceptor
public final class ErrorOutcomeInterceptor {

    private static final String HANDLED = ErrorOutcomeInterceptor.class.getName() + ".HANDLED";

    /** HAPI subtracts orders from each other, so the largest numbers would come out wrong. */
    private static final int LAST = 1_000_000_000;

    private final ServerErrorTranslation failures;

    public ErrorOutcomeInterceptor(FhirContext context) {
        this.failures = new ServerErrorTranslation(context);
    }

    /** Until here HAPI only reads URL, headers and body: what goes wrong before is due to these. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = LAST)
    public void handlerReached(RequestDetails request) {
        request.getUserData().put(HANDLED, true);
    }

    /** Translates the exception. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException answer(RequestDetails request, Throwable thrown) {
        boolean handled = request.getUserData().containsKey(HANDLED);
        BaseServerResponseException answer = failures.toHttp(thrown, request, handled);
        if (GoneAsUnknown.isHidden(request, answer)) {
            return failures.unknown(request);
        }
        return PatchFailureHiding.isHidden(request, answer.getStatusCode())
                ? failures.asException(PatchFailureHiding.error())
                : answer;
    }
}
