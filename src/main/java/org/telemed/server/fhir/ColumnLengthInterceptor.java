package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.encounter.ColumnLengthCheck;
import org.telemed.hapi.error.OperationErrorTranslation;

/** Refuses tags, labels and profiles, of any resource, that HAPI's tables do not hold: HAPI would drop them without a word. */
@Interceptor
public final class ColumnLengthInterceptor {

    private final ColumnLengthCheck check;
    private final OperationErrorTranslation errors;

    ColumnLengthInterceptor(FhirContext context, JpaStorageSettings settings) {
        this.check = new ColumnLengthCheck(context, settings);
        this.errors = new OperationErrorTranslation(context);
    }

    /** Checks a resource that is about to be created. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource resource) {
        require(resource);
    }

    /** Checks what a resource is about to become. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(IBaseResource before, IBaseResource after) {
        require(after);
    }

    private void require(IBaseResource resource) {
        try {
            check.require(resource);
        } catch (TelemedException refused) {
            throw errors.toHttp(
                    resource.fhirType().equals("Encounter")
                            ? refused
                            : TelemedException.because(Reason.INVALID_RESOURCE, refused.message()));
        }
    }
}
