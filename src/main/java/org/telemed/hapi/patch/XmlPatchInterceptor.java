package org.telemed.hapi.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.OperationErrorTranslation;

/** Refuses a PATCH whose XML Patch has a DOCTYPE; see {@link XmlPatchInBundleInterceptor} for those in Bundles. */
@Interceptor
public final class XmlPatchInterceptor {
    private final OperationErrorTranslation errors;

    /** Answers in that FHIR version. */
    public XmlPatchInterceptor(FhirContext context) {
        this.errors = new OperationErrorTranslation(context);
    }

    /** Runs when the host's own interceptors know the caller, and before HAPI reads the patch. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void beforeHandling(ServletRequestDetails request) {
        if (request == null
                || request.getRequestType() != RequestTypeEnum.PATCH
                || !XmlPatchDoctype.isXmlPatch(request.getHeader(Constants.HEADER_CONTENT_TYPE))) {
            return;
        }
        try {
            XmlPatchDoctype.requireNone(asHapiReadsIt(request));
        } catch (TelemedException refused) {
            throw errors.toHttp(refused);
        }
    }

    /** Decoded by the request's charset, and encoded again. */
    private static byte[] asHapiReadsIt(ServletRequestDetails request) {
        Charset charset = request.getCharset();
        return new String(request.loadRequestContents(), charset == null ? StandardCharsets.UTF_8 : charset)
                .getBytes(StandardCharsets.UTF_8);
    }
}
