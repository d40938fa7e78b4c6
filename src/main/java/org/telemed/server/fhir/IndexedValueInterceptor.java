package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.structure.UnknownElementCheck;
import org.telemed.hapi.error.OperationErrorTranslation;

/**
 * Refuses values that HAPI can parse but not index: times with blanks around them, and references with a question mark
 * that are no search. HAPI's own failure names neither the element nor the cause.
 */
@Interceptor
public final class IndexedValueInterceptor {

    private final FhirContext context;
    private final OperationErrorTranslation errors;

    IndexedValueInterceptor(FhirContext context) {
        this.context = context;
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
        String type = context.getResourceType(resource);
        context.newTerser()
                .visit(
                        resource,
                        (outer, element, path, child, definition) -> problem(element)
                                .ifPresent(problem -> {
                                    String place = path == null || path.isEmpty() ? "" : "." + String.join(".", path);
                                    throw errors.toHttp(
                                            TelemedException.because(Reason.BAD_REQUEST, type + place + problem));
                                }));
    }

    private Optional<String> problem(IBase element) {
        if (element instanceof IBaseReference reference) {
            return isNoSearch(reference.getReferenceElement().getValue())
                    ? Optional.of(
                            " is a reference with a question mark, but no search for a resource type. Refer by type and id,"
                                    + " such as Practitioner/123, or search, such as Practitioner?identifier=….")
                    : Optional.empty();
        }
        return element instanceof IPrimitiveType<?> value
                        && UnknownElementCheck.TIMES.contains(String.valueOf(value.fhirType()))
                        && hasBlanks(value.getValueAsString())
                ? Optional.of(" has a blank before or after the time. Leave it out.")
                : Optional.empty();
    }

    /** A search as HAPI resolves it has a resource type before the question mark, and a parameter behind it. */
    private boolean isNoSearch(@Nullable String reference) {
        int question = reference == null ? -1 : reference.indexOf('?');
        if (reference == null || question < 0 || reference.startsWith("#") || reference.startsWith("urn:")) {
            return false;
        }
        String path = reference.substring(0, question).replaceFirst("/+$", "");
        return !path.contains("://") && !context.getResourceTypes().contains(path.substring(path.lastIndexOf('/') + 1));
    }

    private static boolean hasBlanks(@Nullable String text) {
        return text != null && !text.equals(text.strip());
    }
}
