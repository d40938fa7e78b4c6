package org.telemed.server.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.util.BundleUtil;
import ca.uhn.fhir.util.bundle.BundleEntryParts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.instance.model.api.IBaseBinary;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.body.BodyCheck;
import org.telemed.hapi.error.OperationErrorTranslation;

/** Checks patches inside a Bundle, which are Binary resources there, by the rules for the body of a PATCH. */
@Interceptor
public final class PatchBodyInterceptor {

    private final FhirContext context;
    private final BodyCheck check;
    private final OperationErrorTranslation errors;

    public PatchBodyInterceptor(FhirContext context, BodyCheck check) {
        this.context = context;
        this.check = check;
        this.errors = new OperationErrorTranslation(context);
    }

    /** Checks every batch and transaction before its entries are processed. */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void beforeProcessing(IBaseBundle bundle, @Nullable RequestDetails request) {
        try {
            List<BundleEntryParts> entries = BundleUtil.toListOfEntries(context, bundle);
            entries.forEach(this::requireSafe);
            if (request != null
                    && entries.stream().anyMatch(entry -> entry.getRequestType() == RequestTypeEnum.PATCH)) {
                request.getUserData().put(PatchedNumberInterceptor.HAS_PATCH, true);
            }
        } catch (TelemedException refused) {
            throw errors.toHttp(refused);
        }
    }

    private void requireSafe(BundleEntryParts entry) {
        if (entry.getRequestType() != RequestTypeEnum.PATCH || !(entry.getResource() instanceof IBaseBinary patch)) {
            return;
        }
        String type = mediaType(patch.getContentType());
        if (type.contains("xml")) {
            throw TelemedException.because(
                    Reason.UNSUPPORTED_MEDIA_TYPE,
                    "XML Patch is not supported. Put a JSON Patch (application/json-patch+json) into the Binary.");
        }
        if (type.contains("json") && patch.getContent() != null) {
            check.jsonPatch(BodyCheck.text(patch.getContent(), StandardCharsets.UTF_8));
        }
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    }
}
