package org.telemed.hapi.stream;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.EncounterId;
import org.telemed.hapi.transaction.AfterCommit;

/** Tells of each Encounter that this node has changed or deleted, after the commit. */
@Interceptor
public final class EncounterCommitInterceptor {
    private final Consumer<EncounterId> listener;

    /** @param listener must not write with HAPI, which would lose it, and must not block */
    public EncounterCommitInterceptor(Consumer<EncounterId> listener) {
        this.listener = listener;
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource stored, IBaseResource changed) {
        afterCommit(changed);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource deleted) {
        afterCommit(deleted);
    }

    private void afterCommit(IBaseResource resource) {
        if (!"Encounter".equals(resource.fhirType()) || resource.getIdElement().getIdPart() == null) {
            return;
        }
        EncounterId id = new EncounterId(resource.getIdElement().getIdPart());
        AfterCommit.run(() -> listener.accept(id));
    }
}
