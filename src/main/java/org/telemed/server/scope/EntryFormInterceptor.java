package org.telemed.server.scope;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.util.BundleUtil;
import ca.uhn.fhir.util.bundle.BundleEntryParts;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.OperationErrorTranslation;

/** Refuses a Bundle without type, and entries of a batch or transaction that cannot be processed by anybody. */
@Interceptor
public final class EntryFormInterceptor {

    private final FhirContext fhir;
    private final OperationErrorTranslation errors;

    EntryFormInterceptor(FhirContext fhir) {
        this.fhir = fhir;
        this.errors = new OperationErrorTranslation(fhir);
    }

    /** Checks a batch or transaction before its entries are processed. */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void beforeProcessing(IBaseBundle bundle) {
        if (BundleUtil.getBundleType(fhir, bundle) == null) {
            throw refusal("Bundle.type is missing. Send batch or transaction.");
        }
        List<BundleEntryParts> entries = BundleUtil.toListOfEntries(fhir, bundle);
        for (int i = 0; i < entries.size(); i++) {
            String place = "Bundle.entry[" + i + "]";
            problem(entries.get(i)).ifPresent(problem -> {
                throw refusal(place + problem);
            });
        }
    }

    /** The rest of a sentence that starts with the entry. */
    private Optional<String> problem(BundleEntryParts parts) {
        BundleEntry entry = BundleEntry.of(parts);
        if (entry.isOperation()) {
            return Optional.empty();
        }
        if (parts.getRequestType() == null) {
            return Optional.of(".request.method is missing. Name one, such as POST.");
        }
        if (BundleEntry.isIncomplete(parts)) {
            return Optional.of(".request.url is missing. Name the resource, such as Encounter/123.");
        }
        if (entry.isForNobody()) {
            return Optional.of(
                    parts.getRequestType() == RequestTypeEnum.HEAD || entry.type() == null
                            ? ".request.url is none that this server takes. Write it relative to the server's base, such as Encounter/123."
                            : ".request.url names no resource to change. Add its id, or a search for it.");
        }
        return entry.isOfItsType(fhir, parts)
                ? Optional.empty()
                : Optional.of(".resource is of another type than its request.url names.");
    }

    private RuntimeException refusal(String text) {
        return errors.toHttp(TelemedException.because(Reason.BAD_REQUEST, text));
    }
}
