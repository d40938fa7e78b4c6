package org.telemed.hapi.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.util.BundleUtil;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.OperationErrorTranslation;

/**
 * Refuses our operations inside a batch or transaction Bundle: HAPI would store the entry's Encounter without a room,
 * and answer 201.
 */
@Interceptor
public final class OperationInBundleInterceptor {
    private final FhirContext context;
    private final OperationErrorTranslation errors;

    /** An interceptor for that FHIR version. */
    public OperationInBundleInterceptor(FhirContext context) {
        this.context = context;
        this.errors = new OperationErrorTranslation(context);
    }

    /** Checks every Bundle before its entries are processed. */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void beforeProcessing(IBaseBundle bundle) {
        BundleUtil.toListOfEntries(context, bundle).forEach(entry -> requireNoOperation(entry.getUrl()));
    }

    private void requireNoOperation(@Nullable String url) {
        if (operationIn(url).isPresent()) {
            throw errors.toHttp(TelemedException.because(
                    Reason.NOT_IN_BUNDLE,
                    "Telemed operations cannot be part of a batch or transaction. Call them one by one."));
        }
    }

    /** The name of our operation in the URL of an entry, however it is written; empty if there is none. */
    public static Optional<String> operationIn(@Nullable String url) {
        String path = url == null
                ? ""
                : decoded(url.replaceFirst("[?#].*", ""))
                        .replaceAll(";[^/]*", "")
                        .toLowerCase(Locale.ROOT);
        List<String> segments = List.of(path.split("/", -1));
        return TelemedOperationProvider.NAMES.stream()
                .filter(segments::contains)
                .findFirst();
    }

    private static String decoded(String url) {
        try {
            return URLDecoder.decode(url, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return url;
        }
    }
}
