package org.telemed.hapi.error;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.Reason;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.outcome.Outcomes;

/** Translates every failure of an operation into an HTTP status and an OperationOutcome. */
public final class OperationErrorTranslation {
    private static final Logger LOG = LoggerFactory.getLogger(OperationErrorTranslation.class);

    private final Outcomes outcomes;

    /** Builds OperationOutcomes of that FHIR version. */
    public OperationErrorTranslation(FhirContext context) {
        this.outcomes = new Outcomes(context);
    }

    /** Runs an operation; every failure is thrown with an OperationOutcome and without internal details. */
    public <T> T translated(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (RuntimeException failed) {
            throw HostExceptionTranslation.translated(failed) instanceof TelemedException known
                    ? toHttp(known, known.getCause())
                    : toHttp(unexpected(failed));
        } catch (LinkageError failed) {
            throw toHttp(unexpected(failed));
        }
    }

    /** What our own interceptors refuse says more than the translation of its status. */
    private BaseServerResponseException toHttp(TelemedException error, @Nullable Throwable cause) {
        return error.reason() == Reason.NOT_ALLOWED
                        && cause instanceof BaseServerResponseException refused
                        && outcomes.isOurs(refused.getOperationOutcome())
                ? toHttp(TelemedException.because(Reason.NOT_ALLOWED, String.valueOf(refused.getMessage()), refused))
                : toHttp(error);
    }

    private static TelemedException unexpected(Throwable failed) {
        return TelemedException.because(
                Reason.INTERNAL_ERROR, "The server failed. Try again later, or ask its operator.", failed);
    }

    /** The exception for HAPI to answer with. */
    public BaseServerResponseException toHttp(TelemedException error) {
        if (error.reason() == Reason.INTERNAL_ERROR && error.getCause() != null) {
            LOG.error("A telemed operation failed: {}", error.message(), RedactedThrowable.of(error.getCause()));
        }
        ErrorTableRow http = ErrorTableRow.of(error.reason());
        BaseServerResponseException answer = new UnclassifiedServerFailureException(
                http.status(),
                error.message(),
                outcomes.error(http.issueCode(), error.reason().code(), error.message()));
        ErrorTableRow.retryAfter(error)
                .ifPresent(seconds -> answer.addResponseHeader(ErrorTableRow.RETRY_AFTER, seconds));
        if (http.status() == 401) {
            answer.addResponseHeader("WWW-Authenticate", "Bearer");
        }
        return answer;
    }
}
