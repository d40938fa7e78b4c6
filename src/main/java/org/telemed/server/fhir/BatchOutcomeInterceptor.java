package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.util.BundleUtil;
import ca.uhn.fhir.util.bundle.BundleEntryParts;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.telemed.core.error.Reason;
import org.telemed.fhir.BundleResponse;
import org.telemed.fhir.Outcomes;

/**
 * Gives each failed entry of a batch the same outcome that the request would have had alone. HAPI keeps no exception of an
 * entry but its status and message.
 */
@Interceptor
public final class BatchOutcomeInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(BatchOutcomeInterceptor.class);

    /** HAPI runs these after it has read nothing of them but the URL and the body, so what fails is one of the two. */
    private static final List<RequestTypeEnum> READ_LATE = List.of(RequestTypeEnum.GET, RequestTypeEnum.PATCH);

    private static final String REFERRED_TO =
            "Other resources refer to this one, or somebody else changed it at the same time. Delete them first.";

    private final Outcomes outcomes;

    BatchOutcomeInterceptor(FhirContext context) {
        this.outcomes = new Outcomes(context);
    }

    /** Looks at every entry of the answer to a batch or transaction. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void answered(RequestDetails request, ResponseDetails response) {
        if (request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
                && response.getResponseResource() instanceof IBaseBundle bundle
                && request.getResource() instanceof IBaseBundle sent) {
            List<BundleEntryParts> asked = BundleUtil.toListOfEntries(request.getFhirContext(), sent);
            List<BundleResponse.Entry> entries = new BundleResponse(request.getFhirContext()).entries(bundle);
            for (int i = 0; i < entries.size() && entries.size() == asked.size(); i++) {
                if (isFailureOfHapi(entries.get(i))) {
                    answer(entries.get(i), asked.get(i).getRequestType(), request);
                }
            }
        }
    }

    private boolean isFailureOfHapi(BundleResponse.Entry entry) {
        return entry.status().matches("[45][0-9]{2}.*")
                && !entry.outcome().map(outcomes::hasTelemedCode).orElse(false);
    }

    private void answer(BundleResponse.Entry entry, RequestTypeEnum method, RequestDetails request) {
        BaseServerResponseException thrown = exception(entry);
        FhirError error = SearchFailure.databaseFailure(thrown)
                .map(failure -> failure.because(thrown))
                .map(failure -> FhirError.of(failure.reason(), failure.message()))
                .orElseGet(() -> FhirErrors.of(thrown, request, true));
        if (error.status() == HttpStatus.CONFLICT.value() && method == RequestTypeEnum.DELETE) {
            error = FhirError.of(Reason.CONFLICT, REFERRED_TO);
        } else if (error.status() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            if (READ_LATE.contains(method)) {
                error = FhirError.of(
                        Reason.BAD_REQUEST,
                        "The server cannot read this entry. Check its URL, its parameters and its body.");
                LOG.warn("An entry of a batch that failed is taken for bad input: {}", method);
            } else {
                LOG.error("An entry of a batch failed: {}", method);
            }
        }
        HttpStatus status = HttpStatus.valueOf(error.status());
        String text = isOurs(entry, error) ? entry.text(error.text()) : error.text();
        entry.refuse(
                status.value() + " " + status.getReasonPhrase(),
                outcomes.error(error.issueCode(), error.reason().code(), text));
    }

    /** What our interceptors refuse is a sentence of ours; HAPI's own messages are numbered. */
    private static boolean isOurs(BundleResponse.Entry entry, FhirError error) {
        return error.status() < HttpStatus.INTERNAL_SERVER_ERROR.value()
                && entry.status().startsWith(String.valueOf(error.status()))
                && !entry.text("HAPI-").contains("HAPI-");
    }

    private static BaseServerResponseException exception(BundleResponse.Entry entry) {
        int status = Integer.parseInt(entry.status().substring(0, 3));
        String message = entry.text("");
        return status == HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? new InternalErrorException(message)
                : new UnclassifiedServerFailureException(status, message);
    }
}
