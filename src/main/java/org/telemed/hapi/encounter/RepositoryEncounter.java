package org.telemed.hapi.encounter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.encounter.VisitStart;
import org.telemed.core.membership.Participant;

/**
 * An Encounter with the resource that it was read from or written as.
 *
 * @param values read from the resource
 * @param resource the whole resource of that version, shown to no hook that could have masked it
 */
record RepositoryEncounter(TelemedEncounter values, IBaseResource resource) implements TelemedEncounter {
    @Override
    public EncounterId id() {
        return values.id();
    }

    @Override
    public String version() {
        return values.version();
    }

    @Override
    public Optional<Instant> lastUpdated() {
        return values.lastUpdated();
    }

    @Override
    public EncounterPhase phase() {
        return values.phase();
    }

    @Override
    public VisitStart start() {
        return values.start();
    }

    @Override
    public List<Participant> participants() {
        return values.participants();
    }

    @Override
    public Optional<VirtualService> virtualService() {
        return values.virtualService();
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "RepositoryEncounter[" + values.id() + ", version=" + values.version() + "]";
    }
}
