package org.telemed.core.encounter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.telemed.core.membership.Participant;

/** A stored Encounter in the same form for every FHIR version: phase, start, participants and virtual service. */
public interface TelemedEncounter {
    EncounterId id();

    /** The version that was read, {@code meta.versionId}. */
    String version();

    /** When that version was written, {@code meta.lastUpdated}, by the repository's clock; empty if it does not say. */
    Optional<Instant> lastUpdated();

    EncounterPhase phase();

    /** The planned start of the visit. */
    VisitStart start();

    /**
     * Everyone the Encounter lists, in its order: participants, other participants and the subject; also those whose period
     * cannot be read, which never holds.
     */
    List<Participant> participants();

    /** The virtual service of our channel type, if it has one. */
    Optional<VirtualService> virtualService();
}
