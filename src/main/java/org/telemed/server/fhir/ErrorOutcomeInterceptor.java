package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.Outcomes;
import org.telemed.hapi.ErrorTranslation;

/**
 * Gives every error of the FHIR server an OperationOutcome with our code and plain words, and makes a 4xx of what HAPI throws
 * for bad input. HAPI writes to its log only what no interceptor has taken, so refusals do not appear there.
 */
@Interceptor
public final class ErrorOutcomeInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorOutcomeInterceptor.class);

    private static final String HANDLED = ErrorOutcomeInterceptor.class.getName() + ".HANDLED";

    /** HAPI subtracts orders from each other, so the largest numbers would come out wrong. */
    private static final int LAST = 1_000_000_000;

    private final Outcomes outcomes;
    private final ErrorTranslation errors;

    ErrorOutcomeInterceptor(FhirContext context) {
        this.outcomes = new Outcomes(context);
        this.errors = new ErrorTranslation(context);
    }

    /** Until here HAPI only reads URL, headers and body: what goes wrong before is due to these. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = LAST)
    public void handlerReached(RequestDetails request) {
        request.getUserData().put(HANDLED, true);
    }

    /** The answer to what was thrown. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException answer(RequestDetails request, Throwable thrown) {
        if (thrown instanceof BaseServerResponseException ours && hasOurCode(ours.getOperationOutcome())) {
            return ours;
        }
        TelemedException database = SearchFailure.databaseFailure(thrown)
                .map(failure -> failure.because(thrown))
                .orElse(null);
        if (database != null) {
            if (database.reason() != Reason.BAD_REQUEST) {
                LOG.warn("A FHIR request, {}, failed: {}", request.getRestOperationType(), database.message());
            }
            return errors.toHttp(database);
        }
        boolean handled = request.getUserData().containsKey(HANDLED);
        FhirError error = FhirErrors.of(thrown, request, handled);
        log(error, thrown);
        return asException(error, thrown);
    }

    /** HAPI's own exception where its status stays: it knows headers, such as Allow and Location, besides. */
    private BaseServerResponseException asException(FhirError error, Throwable thrown) {
        IBaseOperationOutcome outcome =
                outcomes.error(error.issueCode(), error.reason().code(), error.text());
        if (thrown instanceof BaseServerResponseException refused && refused.getStatusCode() == error.status()) {
            refused.setOperationOutcome(outcome);
            return refused;
        }
        return new UnclassifiedServerFailureException(error.status(), error.text(), outcome);
    }

    /** A fault of the server is an error. What only looks like bad input could be a fault, and is a warning. */
    private static void log(FhirError error, Throwable thrown) {
        if (error.status() >= 500) {
            LOG.error("A FHIR request failed: {}", Failures.inOneLine(thrown));
        } else if (!isRefusal(thrown)) {
            LOG.warn("Taken for bad input, {}: {}", error.status(), Failures.inOneLine(thrown));
        }
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof DataFormatException
                || thrown instanceof IllegalArgumentException
                || (thrown instanceof BaseServerResponseException known && known.getStatusCode() < 500);
    }

    private boolean hasOurCode(@Nullable IBaseOperationOutcome outcome) {
        return outcome != null && outcomes.hasTelemedCode(outcome);
    }
}
