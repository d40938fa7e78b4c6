package org.telemed.server.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import ca.uhn.fhir.util.FhirTerser;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.OperationErrorTranslation;

/**
 * Refuses a FHIRPath Patch whose path could keep a processor busy or fill the memory: a regular expression over a stored
 * text, a text that doubles with each function, a loop within a loop.
 */
@Interceptor
public final class PatchPathInterceptor {

    private final FhirContext context;
    private final OperationErrorTranslation errors;

    public PatchPathInterceptor(FhirContext context) {
        this.context = context;
        this.errors = new OperationErrorTranslation(context);
    }

    /** Checks a patch before it is applied, also as an entry of a Bundle. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_PREPATCH)
    public void beforePatch(PrePatchDetails patch) {
        IBaseParameters operations = patch.getFhirPatchBody();
        if (operations != null) {
            FhirTerser terser = context.newTerser();
            terser.getValues(operations, "Parameters.parameter.part").stream()
                    .filter(part -> "path".equals(terser.getSinglePrimitiveValueOrNull(part, "name")))
                    .flatMap(part -> terser.getValues(part, "value[x]").stream())
                    .forEach(this::require);
        }
    }

    private void require(IBase path) {
        String text = path instanceof IPrimitiveType<?> value ? String.valueOf(value.getValueAsString()) : "";
        PatchPathCheck.problem(text).ifPresent(problem -> {
            throw errors.toHttp(
                    TelemedException.because(Reason.BAD_REQUEST, "The path of a FHIRPath Patch " + problem + "."));
        });
    }
}
