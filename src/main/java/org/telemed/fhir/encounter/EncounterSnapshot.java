package org.telemed.fhir.encounter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.encounter.VisitStart;
import org.telemed.core.membership.Participant;

/**
 * The immutable result of reading an Encounter.
 *
 * @param idPart its logical id, empty before it has one
 * @param partition its partition; empty for the default one
 */
record EncounterSnapshot(
        String idPart,
        String partition,
        String version,
        Optional<Instant> lastUpdated,
        EncounterPhase phase,
        VisitStart start,
        List<Participant> participants,
        Optional<VirtualService> virtualService)
        implements TelemedEncounter {
    @Override
    public EncounterId id() {
        return new EncounterId(idPart, partition);
    }
}
