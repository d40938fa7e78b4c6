package org.telemed.hapi.encounter;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.SubmittedEncounter;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.caller.CallerRights;
import org.telemed.hapi.error.HostExceptionTranslation;

/** A submitted Encounter, stored with the caller's rights as a POST or PUT would store it. */
public final class JpaSubmittedEncounter implements SubmittedEncounter {
    private final IBaseResource resource;
    private final String partition;
    private final EncounterRepository repository;
    private final EncounterReader reader;
    private final ReferenceCheck references;
    private final ColumnLengthCheck lengths;
    private final CallerRights rights;
    private final CallerRequest caller;
    private final RoomWriteListener roomWrites;

    public JpaSubmittedEncounter(
            IBaseResource resource,
            String partition,
            EncounterRepository repository,
            EncounterReader reader,
            ReferenceCheck references,
            ColumnLengthCheck lengths,
            CallerRights rights,
            CallerRequest caller,
            RoomWriteListener roomWrites) {
        this.resource = resource;
        this.partition = partition;
        this.repository = repository;
        this.reader = reader;
        this.references = references;
        this.lengths = lengths;
        this.rights = rights;
        this.caller = caller;
        this.roomWrites = roomWrites;
    }

    @Override
    public Optional<EncounterId> id() {
        return Optional.ofNullable(resource.getIdElement().getIdPart()).map(id -> new EncounterId(id, partition));
    }

    /** Where it is stored, or will be. */
    public String partition() {
        return partition;
    }

    @Override
    public EncounterPhase phase() {
        return EncounterPhase.ofStatus(reader.status(resource)
                .orElseThrow(() -> TelemedException.because(
                        Reason.INVALID_ENCOUNTER, "An Encounter needs a status. Send one, such as planned.")));
    }

    @Override
    public Optional<VirtualService> virtualService() {
        return repository.virtualServiceOf(resource);
    }

    @Override
    public void requireCreatable() {
        refuseIfMatch();
        HostExceptionTranslation.translating(() -> {
            IBaseResource copy = repository.copyOf(resource);
            rights.requireCreate(caller.create(copy), copy);
            requireStorable(caller.create(copy));
            return copy;
        });
    }

    @Override
    public void requireStorableOver(TelemedEncounter stored) {
        HostExceptionTranslation.translating(() -> {
            caller.requireVersion(stored.version());
            IBaseResource copy = repository.copyOf(resource);
            rights.requireUpdate(caller.update(copy), null, copy);
            requireStorable(caller.update(copy));
            return copy;
        });
    }

    /** Refuses {@code If-Match} for a new Encounter. */
    public void refuseIfMatch() {
        if (hasIfMatch()) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST, "A new Encounter has no version yet. Leave If-Match out.");
        }
    }

    private void requireStorable(ServletRequestDetails write) {
        lengths.require(resource);
        references.require(repository.copyOf(resource), partition, write);
    }

    @Override
    public TelemedEncounter create(EncounterId id, VirtualService room) {
        return HostExceptionTranslation.translating(() -> {
            IBaseResource copy = repository.copyOf(resource);
            TelemedEncounter created = asStored(repository.create(copy, id, room, caller.create(copy)));
            roomWrites.written(id, Optional.empty(), room);
            return created;
        });
    }

    @Override
    public TelemedEncounter update(TelemedEncounter stored, VirtualService room) {
        return HostExceptionTranslation.translating(() -> {
            IBaseResource copy = repository.copyOf(resource);
            ServletRequestDetails put = caller.update(copy);
            TelemedEncounter updated = asStored(repository.update(copy, stored.id(), stored.version(), room, put));
            roomWrites.written(stored.id(), Optional.of(stored), room);
            return updated;
        });
    }

    /** What was written; read again if the store may have changed it. */
    private TelemedEncounter asStored(IBaseResource written) {
        IBaseResource stored = written;
        if (ColumnLengthCheck.mayChange(resource)) {
            stored = repository.read(new EncounterId(written.getIdElement().getIdPart(), partition));
        }
        return new RepositoryEncounter(reader.read(stored), stored);
    }

    @Override
    public boolean hasIfMatch() {
        return caller.ifMatch().isPresent();
    }
}
