package org.telemed.hapi.definition;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.definition.FhirConfig;
import org.telemed.hapi.error.OperationErrorTranslation;

/**
 * Refuses client writes of our definitions, because they describe what this software does. A resource that the host
 * stored under one of our ids before remains the host's.
 */
@Interceptor
public final class DefinitionInterceptor {
    private static final String ALLOWED = DefinitionInterceptor.class.getName() + ".ALLOWED";

    private final Supplier<FhirConfig> config;
    private final OperationErrorTranslation errors;

    /** @param config our definitions; read at the first write, because reading them takes time */
    public DefinitionInterceptor(FhirContext context, Supplier<FhirConfig> config) {
        this.config = config;
        this.errors = new OperationErrorTranslation(context);
    }

    /** Marks this object as written by the server; a client cannot send this mark. */
    static void allow(IBaseResource definition) {
        definition.setUserData(ALLOWED, true);
    }

    /** Refuses a create with the id or URL of one of ours. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource created) {
        refuseUnlessAllowed(
                created, config.get().hasOurUrl(created) || config.get().hasOurId(created));
    }

    /** Refuses an update of one, or one that turns another definition into one. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(@Nullable IBaseResource stored, IBaseResource changed) {
        boolean isOurs = (stored == null || stored.isDeleted())
                ? config.get().hasOurId(changed)
                : config.get().hasOurUrl(stored);
        refuseUnlessAllowed(changed, isOurs || config.get().hasOurUrl(changed));
    }

    /** Refuses a delete, except by the server itself. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void beforeDelete(RequestDetails request, IBaseResource deleted) {
        if (!(request instanceof SystemRequestDetails)) {
            refuseUnlessAllowed(deleted, config.get().hasOurUrl(deleted));
        }
    }

    private void refuseUnlessAllowed(IBaseResource written, boolean isOurs) {
        if (isOurs && written.getUserData(ALLOWED) == null) {
            throw errors.toHttp(TelemedException.because(
                    Reason.NOT_ALLOWED, "Telemed's own definitions are written by the server alone."));
        }
    }
}
