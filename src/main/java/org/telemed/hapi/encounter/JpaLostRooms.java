package org.telemed.hapi.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.reconcile.LostRooms;
import org.telemed.core.video.Room;
import org.telemed.fhir.encounter.VirtualServiceMapper;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.error.HostExceptionTranslation;

/** Finds lost rooms by the Encounter's history, and restores them with the rest of their entry and the waiting room. */
public final class JpaLostRooms implements LostRooms {
    /** The number of earlier versions to read. */
    private static final int VERSIONS_BACK = 20;

    private final EncounterRepository repository;

    /** Reads and writes that repository. */
    public JpaLostRooms(
            DaoRegistry daos, FhirContext context, Partitions partitions, VirtualServiceMapper virtualServices) {
        this.repository = new EncounterRepository(daos, context, partitions, virtualServices);
    }

    @Override
    public boolean isLost(TelemedEncounter encounter, Room room) {
        return HostExceptionTranslation.translating(() -> lastDocumenting(encounter))
                .flatMap(repository::virtualServiceOf)
                .flatMap(VirtualService::room)
                .filter(room.id()::equals)
                .isPresent();
    }

    @Override
    public void documentAgain(TelemedEncounter encounter, Room room) {
        HostExceptionTranslation.translating(() -> {
            IBaseResource current = repository.read(encounter.id());
            if (!encounter.version().equals(current.getIdElement().getVersionIdPart())) {
                throw HostExceptionTranslation.conflict();
            }
            lastDocumenting(encounter).ifPresent(earlier -> repository.restoreRoom(earlier, current));
            return repository.update(
                    current,
                    encounter.id(),
                    encounter.version(),
                    VirtualService.documenting(room.id(), room.maxParticipants())
                            .withWaitingRoom(repository.waitingRoomOf(current)));
        });
    }

    /**
     * The newest earlier version with a virtual service of ours; empty if there is a deletion or a missing version in
     * between.
     */
    private Optional<IBaseResource> lastDocumenting(TelemedEncounter encounter) {
        long current = Long.parseLong(encounter.version());
        for (long version = current - 1; version >= Math.max(1, current - VERSIONS_BACK); version--) {
            Optional<IBaseResource> earlier = read(encounter, version);
            if (earlier.isEmpty()
                    || earlier.flatMap(repository::virtualServiceOf).isPresent()) {
                return earlier;
            }
        }
        return Optional.empty();
    }

    private Optional<IBaseResource> read(TelemedEncounter encounter, long version) {
        try {
            return Optional.of(repository.read(encounter.id(), String.valueOf(version)));
        } catch (ResourceGoneException | ResourceNotFoundException gone) {
            return Optional.empty();
        }
    }
}
