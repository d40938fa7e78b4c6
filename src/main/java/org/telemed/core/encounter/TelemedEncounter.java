package org.telemed.core.encounter;

import java.util.List;
import java.util.Optional;
import org.telemed.core.membership.Participant;

/** What telemedicine reads off a stored Encounter, the same for every FHIR version. */
public interface TelemedEncounter {
    EncounterId id();

    /** The version that was read, as the server counts them. */
    String version();

    EncounterPhase phase();

    /** When the visit is meant to begin. */
    VisitStart start();

    /**
     * Everyone the Encounter lists, in its order: participants, other participants and the subject; also those whose period
     * cannot be read, which never holds.
     */
    List<Participant> participants();

    /** The virtual service of our channel type, if it has one. */
    Optional<VirtualService> virtualService();
}
