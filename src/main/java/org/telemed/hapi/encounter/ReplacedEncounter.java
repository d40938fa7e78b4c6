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

    /**
     * What an update replaces.
     *
     * @param stored the stored Encounter; null if there is none, or if it is deleted
     * @param deleted the id of the deletion, with its version; null if it is not deleted
     */
    record Replaced(
            @Nullable IBaseResource stored, @Nullable IIdType deleted) {
        static final Replaced NOTHING = new Replaced(null, null);
    }

    /** What HAPI passes to the hook of an update, read if that is nothing. */
    Replaced of(@Nullable IBaseResource passed, RequestDetails request, IIdType id) {
        if (passed == null) {
            return read(request, id);
        }
        return passed.isDeleted() ? new Replaced(null, passed.getIdElement()) : new Replaced(passed, null);
    }

    /** By then HAPI has taken the mark of a deletion off the Encounter, but that version of it has no content. */
    private Replaced read(RequestDetails request, IIdType id) {
        EncounterRepository encounters = repository.get();
        EncounterId encounter = encounters.placed(request, new EncounterId(id.getIdPart()));
        try {
            IBaseResource current = encounters.read(encounter);
            return encounters.isWithoutContent(current)
                    ? new Replaced(null, current.getIdElement())
                    : new Replaced(current, null);
        } catch (ResourceGoneException deleted) {
            return new Replaced(null, deleted.getResourceId());
        } catch (ResourceNotFoundException absent) {
            return Replaced.NOTHING;
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
