package org.telemed.hapi.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.util.BundleUtil;
import ca.uhn.fhir.util.bundle.BundleEntryParts;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseBinary;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.OperationErrorTranslation;

/** Refuses a batch or transaction with an XML Patch that has a DOCTYPE, before any entry is processed. */
@Interceptor
public final class XmlPatchInBundleInterceptor {
    private final FhirContext context;
    private final OperationErrorTranslation errors;

    /** An interceptor for that FHIR version. */
    public XmlPatchInBundleInterceptor(FhirContext context) {
        this.context = context;
        this.errors = new OperationErrorTranslation(context);
    }

    /** Checks every Bundle before its entries are processed. */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void beforeProcessing(IBaseBundle bundle) {
        try {
            BundleUtil.toListOfEntries(context, bundle).forEach(XmlPatchInBundleInterceptor::requireNoDoctype);
        } catch (TelemedException refused) {
            throw errors.toHttp(refused);
        }
    }

    /** HAPI decodes the bytes as UTF-8 and encodes them again, which leaves UTF-16 of ASCII characters as it is. */
    private static void requireNoDoctype(BundleEntryParts entry) {
        if (entry.getRequestType() == RequestTypeEnum.PATCH
                && entry.getResource() instanceof IBaseBinary patch
                && patch.getContent() != null
                && XmlPatchDoctype.isXmlPatch(patch.getContentType())) {
            XmlPatchDoctype.requireNone(
                    new String(patch.getContent(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        }
    }
}
