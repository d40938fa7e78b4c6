package org.telemed.server.error;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.outcome.Outcomes;
import org.telemed.hapi.error.HostExceptionTranslation;
import org.telemed.hapi.error.OperationErrorTranslation;

/**
 * Translates what HAPI throws into exceptions with an OperationOutcome of ours, and logs what is the server's fault, or could
 * be.
 */
final class ServerErrorTranslation {
    private static final Logger LOG = LoggerFactory.getLogger(ServerErrorTranslation.class);

    private final Outcomes outcomes;
    private final OperationErrorTranslation errors;

    ServerErrorTranslation(FhirContext context) {
        this.outcomes = new Outcomes(context);
        this.errors = new OperationErrorTranslation(context);
    }

    /** @param handled whether HAPI had read the whole request and called the handler */
    BaseServerResponseException toHttp(Throwable thrown, RequestDetails request, boolean handled) {
        if (thrown instanceof BaseServerResponseException ours && outcomes.isOurs(ours.getOperationOutcome())) {
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
        ErrorOutcome error = HapiExceptionMapping.of(thrown, request, handled);
        log(error, thrown);
        return asException(error, thrown);
    }

    /** The error of a read of an unknown resource, or of an operation on an unknown Encounter. */
    BaseServerResponseException unknown(RequestDetails request) {
        boolean isOperation =
                request.getOperation() != null && request.getOperation().startsWith("$");
        return isOperation
                ? errors.toHttp(HostExceptionTranslation.notFound())
                : toHttp(new ResourceNotFoundException(request.getId()), request, true);
    }

    /** An exception of this error alone. */
    BaseServerResponseException asException(ErrorOutcome error) {
        return new UnclassifiedServerFailureException(
                error.status(),
                error.text(),
                outcomes.error(error.issueCode(), error.reason().code(), error.text()));
    }

    /** HAPI's own exception where its status stays: it knows headers, such as Allow and Location, besides. */
    private BaseServerResponseException asException(ErrorOutcome error, Throwable thrown) {
        if (thrown instanceof BaseServerResponseException refused && refused.getStatusCode() == error.status()) {
            IBaseOperationOutcome outcome =
                    outcomes.error(error.issueCode(), error.reason().code(), error.text());
            refused.setOperationOutcome(outcome);
            return refused;
        }
        return asException(error);
    }

    /** A fault of the server is an error. What only looks like bad input could be a fault, and is a warning. */
    private static void log(ErrorOutcome error, Throwable thrown) {
        if (error.status() >= 500) {
            LOG.error("A FHIR request failed: {}", ExceptionSummary.inOneLine(thrown));
        } else if (!isRefusal(thrown)) {
            LOG.warn("Taken for bad input, {}: {}", error.status(), ExceptionSummary.inOneLine(thrown));
        }
    }

    /** A path that cannot be evaluated, or a patch or value that cannot be read, is a client's mistake. */
    private static boolean isThrownByReader(Throwable cause) {
        return cause.getClass().getName().startsWith("org.hl7.fhir.") || HapiExceptionMapping.isThrownByPatch(cause);
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof DataFormatException
                || thrown instanceof IllegalArgumentException
                || (thrown instanceof BaseServerResponseException known && known.getStatusCode() < 500)
                || ExceptionSummary.causes(thrown).anyMatch(ServerErrorTranslation::isThrownByReader);
    }
}
