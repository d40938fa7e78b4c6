package org.telemed.hapi.encounter;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.EncounterId;

/** Reads what an update is about to replace, inside its transaction: in mass ingestion mode HAPI does not tell its hooks. */
final class ReplacedEncounter {
    private final Supplier<EncounterRepository> repository;

    ReplacedEncounter(Supplier<EncounterRepository> repository) {
        this.repository = repository;
    }

    /** What is stored under that id; null if nothing is. An Encounter that returns from deletion has no content. */
    @Nullable
    IBaseResource read(RequestDetails request, IIdType id) {
        EncounterRepository encounters = repository.get();
        try {
            return encounters.read(encounters.placed(request, new EncounterId(id.getIdPart())));
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return null;
        }
    }
}
