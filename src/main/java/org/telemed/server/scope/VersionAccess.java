package org.telemed.server.scope;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.jspecify.annotations.Nullable;

/**
 * Hides versions of stored resources from callers without {@code r}: their writes may not name a version, and the
 * answers have none.
 */
record VersionAccess(ScopeRules rules, RequestDetails request) {

    private static final Set<RequestTypeEnum> CHANGES =
            Set.of(RequestTypeEnum.PUT, RequestTypeEnum.PATCH, RequestTypeEnum.DELETE);

    /** Takes the versions out of the answer to come. A plain create tells its client nothing by its first version. */
    void restrictAnswer() {
        if (request instanceof ServletRequestDetails servlet && isWrite() && !mayRead(typeOfAnswer())) {
            servlet.setServletResponse(new VersionlessResponse(servlet.getServletResponse()));
        }
    }

    private @Nullable String typeOfAnswer() {
        return OperationScope.typeOfAnswer(request.getOperation(), request.getResourceName());
    }

    private boolean isWrite() {
        return CHANGES.contains(request.getRequestType())
                || OperationScope.of(request.getOperation()).isPresent()
                || isPresent(request.getHeader(Constants.HEADER_IF_NONE_EXIST));
    }

    /** Refuses {@code If-Match}, which asks whether a version is the stored one. */
    void checkRequest() {
        String type = request.getResourceName();
        if (type != null
                && request.getRequestType() != RequestTypeEnum.GET
                && isPresent(request.getHeader(Constants.HEADER_IF_MATCH))
                && !mayRead(type)) {
            throw denial(type);
        }
    }

    /** Refuses {@code ifMatch} in the entries of a batch or transaction, and URLs with a version. */
    void checkEntries(IBaseBundle bundle) {
        var terser = request.getFhirContext().newTerser();
        for (IBase entry : terser.getValues(bundle, "Bundle.entry")) {
            String url = terser.getSinglePrimitiveValueOrNull(entry, "request.url");
            String method = terser.getSinglePrimitiveValueOrNull(entry, "request.method");
            String ifMatch = terser.getSinglePrimitiveValueOrNull(entry, "request.ifMatch");
            boolean asks = isPresent(ifMatch) || (url != null && url.contains("/_history"));
            String type = BundleEntry.of(RequestTypeEnum.GET, url, null).type();
            if (asks && !"GET".equals(method) && !"HEAD".equals(method) && !mayRead(type)) {
                throw denial(type == null ? "Encounter" : type);
            }
        }
    }

    private boolean mayRead(@Nullable String type) {
        return type != null && rules.allowWritten(type);
    }

    private static boolean isPresent(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private RuntimeException denial(String type) {
        return ScopeDenial.because(
                request.getFhirContext(),
                "If-Match asks for the stored version, which your access token's scopes do not allow. Leave it out, or ask"
                        + " for a token with user/" + type + ".ru.");
    }
}
