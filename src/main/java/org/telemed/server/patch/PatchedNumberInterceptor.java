package org.telemed.server.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseDecimalDatatype;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.body.BodyCheck;
import org.telemed.hapi.error.OperationErrorTranslation;

/**
 * Refuses a patch whose outcome holds a number over the bounds. A patch can copy an identifier that looks like one into a
 * decimal's place, which its own body does not show.
 */
@Interceptor
public final class PatchedNumberInterceptor {

    /** In the user data of a request: its Bundle holds a patch. */
    static final String HAS_PATCH = PatchedNumberInterceptor.class.getName();

    private final FhirContext context;
    private final OperationErrorTranslation errors;

    public PatchedNumberInterceptor(FhirContext context) {
        this.context = context;
        this.errors = new OperationErrorTranslation(context);
    }

    /** Checks the resource that a PATCH is about to store; other writes are checked before they are parsed. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeStorage(@Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
        if (request == null || !(isPatch(request) || request.getUserData().containsKey(HAS_PATCH))) {
            return;
        }
        try {
            for (IBaseDecimalDatatype decimal :
                    context.newTerser().getAllPopulatedChildElementsOfType(after, IBaseDecimalDatatype.class)) {
                BodyCheck.number(((IPrimitiveType<?>) decimal).getValue());
            }
        } catch (TelemedException refused) {
            throw errors.toHttp(refused);
        }
    }

    private static boolean isPatch(RequestDetails request) {
        return request.getRequestType() == RequestTypeEnum.PATCH;
    }
}
