package org.telemed.hapi.encounter;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.EncounterId;

/**
 * Reads the Encounter that an update replaces, inside its transaction: in mass ingestion mode HAPI does not pass it to
 * hooks.
 */
final class ReplacedEncounter {
    private final Supplier<EncounterRepository> repository;

    ReplacedEncounter(Supplier<EncounterRepository> repository) {
        this.repository = repository;
    }

    /** The stored Encounter; null if there is none, or if it is deleted. */
    @Nullable
    IBaseResource read(RequestDetails request, IIdType id) {
        EncounterRepository encounters = repository.get();
        try {
            return encounters.read(encounters.placed(request, new EncounterId(id.getIdPart())));
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return null;
        }
    }

    /** The version before the deletion; null if it cannot be read any more. */
    @Nullable
    IBaseResource beforeDeletion(RequestDetails request, IIdType deleted) {
        EncounterRepository encounters = repository.get();
        String version = deleted.getVersionIdPart();
        if (version == null || !version.matches("[1-9][0-9]{0,8}")) {
            return null;
        }
        try {
            EncounterId id = encounters.placed(request, new EncounterId(deleted.getIdPart()));
            return encounters.read(id, String.valueOf(Integer.parseInt(version) - 1));
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return null;
        }
    }
}
