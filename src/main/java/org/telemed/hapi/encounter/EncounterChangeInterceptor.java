package org.telemed.hapi.encounter;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.caller.Partitions;

/**
 * Tells, after the commit, which telemed Encounters changed phase or people, or were deleted. It only passes a hint on to
 * another thread: on this one, HAPI would lose a write silently, and a call to the vendor would hold the connection. A hint
 * twice does no harm, as in hosts that fire each storage hook twice.
 */
@Interceptor
public final class EncounterChangeInterceptor {
    private final EncounterReader reader;
    private final Consumer<EncounterId> hints;
    private final Partitions partitions;

    /** Passes hints to whoever looks at rooms. */
    public EncounterChangeInterceptor(EncounterReader reader, Consumer<EncounterId> hints, Partitions partitions) {
        this.partitions = partitions;
        this.reader = reader;
        this.hints = hints;
    }

    /** A change by whatever way; in mass ingestion the stored version is not at hand. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource stored, IBaseResource changed, RequestDetails request) {
        if (isEncounter(changed) && matters(stored, changed)) {
            afterCommit(new EncounterId(changed.getIdElement().getIdPart(), partition(stored, changed, request)));
        }
    }

    /** What a client sent does not say where it is; what was stored does. */
    private String partition(@Nullable IBaseResource stored, IBaseResource changed, RequestDetails request) {
        return stored == null
                ? partitions.ofRead(request, changed.getIdElement()).orElse("")
                : partitions.of(stored);
    }

    /** A deletion, of one or of many by a search. */
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
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            hints.accept(id);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                hints.accept(id);
            }
        });
    }

    private static boolean isEncounter(IBaseResource resource) {
        return "Encounter".equals(resource.fhirType());
    }
}
