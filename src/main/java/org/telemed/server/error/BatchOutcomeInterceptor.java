package org.telemed.server.error;

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
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.util.BundleUtil;
import ca.uhn.fhir.util.bundle.BundleEntryParts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.springframework.http.HttpStatus;
import org.telemed.core.error.Reason;
import org.telemed.fhir.outcome.BundleResponse;
import org.telemed.fhir.outcome.Outcomes;

/** Gives each failed entry of a batch the same outcome that the request would have had alone. */
@Interceptor
public final class BatchOutcomeInterceptor {

    /** Methods of HAPI that read the URL of an entry, and do nothing else. */
    private static final Set<String> READING = Set.of(
            "createMethodParams",
            "getServletSubRequestDetails",
            "determineResourceMethod",
            "extractTransactionUrlOrThrowException",
            "toMatchUrl",
            "parseUrl");

    private static final String REFERRED_TO =
            "Other resources refer to this one, or somebody else changed it at the same time. Delete them first.";

    private final Outcomes outcomes;
    private final ServerErrorTranslation failures;

    public BatchOutcomeInterceptor(FhirContext context) {
        this.outcomes = new Outcomes(context);
        this.failures = new ServerErrorTranslation(context);
    }

    /** Checks every entry of a batch or transaction response. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void answered(RequestDetails request, ResponseDetails response) {
        if (request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
                && response.getResponseResource() instanceof IBaseBundle bundle
                && request.getResource() instanceof IBaseBundle sent) {
            List<BundleEntryParts> asked = BundleUtil.toListOfEntries(request.getFhirContext(), sent);
            List<BundleResponse.Entry> entries = new BundleResponse(request.getFhirContext()).entries(bundle);
            for (int i = 0; i < entries.size() && entries.size() == asked.size(); i++) {
                if (isFailureOfHapi(entries.get(i))) {
                    answer(entries.get(i), asked.get(i), request);
                }
            }
        }
    }

    private boolean isFailureOfHapi(BundleResponse.Entry entry) {
        return entry.status().matches("[45][0-9]{2}.*")
                && !outcomes.isOurs(entry.outcome().orElse(null));
    }

    private void answer(BundleResponse.Entry entry, BundleEntryParts asked, RequestDetails request) {
        RequestTypeEnum method = asked.getRequestType();
        Throwable failure = entry.failure().orElseGet(() -> exception(entry));
        BaseServerResponseException answer = failures.toHttp(failure, request, !isThrownByReading(failure));
        String[] path = String.valueOf(asked.getUrl()).replaceFirst("^/", "").split("/");
        if (method == RequestTypeEnum.GET
                && GoneAsUnknown.isHidden(request, path[0], path.length > 1 ? path[1] : null, answer)) {
            answer = failures.toHttp(
                    new ResourceNotFoundException("Resource " + String.join("/", path) + " is not known"),
                    request,
                    true);
        } else if (answer.getStatusCode() == HttpStatus.CONFLICT.value() && method == RequestTypeEnum.DELETE) {
            answer = failures.asException(ErrorOutcome.of(Reason.CONFLICT, REFERRED_TO));
        } else if (method == RequestTypeEnum.PATCH && PatchFailureHiding.isHidden(request, answer.getStatusCode())) {
            answer = failures.asException(PatchFailureHiding.error());
        }
        HttpStatus status = HttpStatus.valueOf(answer.getStatusCode());
        entry.refuse(status.value() + " " + status.getReasonPhrase(), answer.getOperationOutcome());
    }

    private static boolean isThrownByReading(Throwable failure) {
        return ExceptionSummary.causes(failure)
                .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .filter(frame -> frame.getClassName().startsWith("ca.uhn.fhir."))
                .map(StackTraceElement::getMethodName)
                .anyMatch(READING::contains);
    }

    /** What the entry says of it. */
    private static BaseServerResponseException exception(BundleResponse.Entry entry) {
        int status = Integer.parseInt(entry.status().substring(0, 3));
        String message = entry.text("");
        return status == HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? new InternalErrorException(message)
                : new UnclassifiedServerFailureException(status, message);
    }
}
