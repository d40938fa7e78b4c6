package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.util.FhirTerser;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.ErrorTranslation;

/** Refuses versions in the entries of a batch or transaction that HAPI would not ask for: in URLs of writes, and at deletes. */
@Interceptor
public final class EntryConditionInterceptor {

    private static final Set<String> CHANGES = Set.of("PUT", "PATCH", "DELETE");

    private final FhirContext context;
    private final ErrorTranslation errors;

    EntryConditionInterceptor(FhirContext context) {
        this.context = context;
        this.errors = new ErrorTranslation(context);
    }

    /** Checks a batch or transaction before its entries are processed. */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void beforeProcessing(IBaseBundle bundle) {
        FhirTerser terser = context.newTerser();
        for (IBase entry : terser.getValues(bundle, "Bundle.entry")) {
            String method = terser.getSinglePrimitiveValueOrNull(entry, "request.method");
            String url = terser.getSinglePrimitiveValueOrNull(entry, "request.url");
            if ("DELETE".equals(method) && isPresent(terser.getSinglePrimitiveValueOrNull(entry, "request.ifMatch"))) {
                throw refusal(HeaderCheck.IF_MATCH_DELETES);
            }
            if (method != null && CHANGES.contains(method) && url != null && url.contains("/_history")) {
                throw refusal("The URL of an entry that writes has no version. Send the version as ifMatch.");
            }
        }
    }

    private static boolean isPresent(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private RuntimeException refusal(String text) {
        return errors.toHttp(TelemedException.because(Reason.BAD_REQUEST, text));
    }
}
