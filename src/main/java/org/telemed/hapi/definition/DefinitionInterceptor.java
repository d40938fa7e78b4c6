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
import org.telemed.hapi.error.ErrorTranslation;

/**
 * Refuses writes of our definitions by anybody but the server: operations, codes and extensions mean what this software does.
 * What a host had under one of our ids before stays the host's.
 */
@Interceptor
public final class DefinitionInterceptor {
    private static final String ALLOWED = DefinitionInterceptor.class.getName() + ".ALLOWED";

    private final Supplier<FhirConfig> config;
    private final ErrorTranslation errors;

    /** @param config tells which definitions are ours; asked for at the first write, because reading them takes time */
    public DefinitionInterceptor(FhirContext context, Supplier<FhirConfig> config) {
        this.config = config;
        this.errors = new ErrorTranslation(context);
    }

    /** Marks this very object as written by us; a mark that no client can send. */
    static void allow(IBaseResource definition) {
        definition.setUserData(ALLOWED, true);
    }

    /** Nobody else stores one of ours, under its id or its URL. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource created) {
        refuseUnlessAllowed(
                created, config.get().hasOurUrl(created) || config.get().hasOurId(created));
    }

    /** Nobody else changes one, or turns another definition into one. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(@Nullable IBaseResource stored, IBaseResource changed) {
        boolean isOurs = (stored == null || stored.isDeleted())
                ? config.get().hasOurId(changed)
                : config.get().hasOurUrl(stored);
        refuseUnlessAllowed(changed, isOurs || config.get().hasOurUrl(changed));
    }

    /** They go only when the server itself clears up. */
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
