package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.caller.IfMatch;
import org.telemed.hapi.error.OperationErrorTranslation;

/**
 * Refuses versions in the entries of a batch or transaction that HAPI would not ask for: in URLs of writes, at deletes, and
 * malformed ones.
 */
@Interceptor
public final class EntryConditionInterceptor {

    private static final Set<String> CHANGES = Set.of("PUT", "PATCH", "DELETE");

    private final FhirContext context;
    private final OperationErrorTranslation errors;

    EntryConditionInterceptor(FhirContext context) {
        this.context = context;
        this.errors = new OperationErrorTranslation(context);
    }

    /** Checks a batch or transaction before its entries are processed. */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void beforeProcessing(IBaseBundle bundle) {
        FhirTerser terser = context.newTerser();
        int index = 0;
        for (IBase entry : terser.getValues(bundle, "Bundle.entry")) {
            requireVersion(
                    terser.getSinglePrimitiveValueOrNull(entry, "request.ifMatch"),
                    "Bundle.entry[" + index++ + "].request.ifMatch: ");
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

    private void requireVersion(@Nullable String ifMatch, String place) {
        if (ifMatch != null && !ifMatch.isBlank()) {
            try {
                IfMatch.of(List.of(ifMatch));
            } catch (TelemedException malformed) {
                throw refusal(place + malformed.message());
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
