package org.telemed.hapi.encounter;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.transaction.AfterCommit;

/**
 * Triggers a reconciliation after the commit of a change of a telemed Encounter's phase, participants or room, or of
 * its deletion. The work runs on another thread: on this one HAPI would silently lose a write, and a vendor call would
 * hold the connection. Idempotent, because some hosts fire each storage hook twice.
 */
@Interceptor
public final class EncounterChangeInterceptor {
    private final EncounterReader reader;
    private final Consumer<EncounterId> trigger;
    private final Partitions partitions;

    /** Passes the ids of changed Encounters to that trigger. */
    public EncounterChangeInterceptor(EncounterReader reader, Consumer<EncounterId> trigger, Partitions partitions) {
        this.partitions = partitions;
        this.reader = reader;
        this.trigger = trigger;
    }

    /** Called for every update; in mass ingestion mode without the stored version. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource stored, IBaseResource changed, RequestDetails request) {
        if (isEncounter(changed) && matters(stored, changed)) {
            afterCommit(new EncounterId(changed.getIdElement().getIdPart(), partition(stored, changed, request)));
        }
    }

    /** The partition of the stored version: a submitted resource has none. */
    private String partition(@Nullable IBaseResource stored, IBaseResource changed, RequestDetails request) {
        return stored == null
                ? partitions.ofRead(request, changed.getIdElement()).orElse("")
                : partitions.of(stored);
    }

    /** Called for every delete, also of several by a search. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource deleted) {
        if (isEncounter(deleted)) {
            afterCommit(new EncounterId(deleted.getIdElement().getIdPart(), partitions.of(deleted)));
        }
    }

    private boolean matters(@Nullable IBaseResource stored, IBaseResource changed) {
        TelemedEncounter now = reader.read(changed);
        if (stored == null || stored.isDeleted()) {
            return true;
        }
        TelemedEncounter before = reader.read(stored);
        boolean telemed =
                before.virtualService().isPresent() || now.virtualService().isPresent();
        return telemed
                && (before.phase() != now.phase()
                        || !before.participants().equals(now.participants())
                        || !before.virtualService().equals(now.virtualService()));
    }

    private void afterCommit(EncounterId id) {
        AfterCommit.run(() -> trigger.accept(id));
    }

    private static boolean isEncounter(IBaseResource resource) {
        return "Encounter".equals(resource.fhirType());
    }
}
