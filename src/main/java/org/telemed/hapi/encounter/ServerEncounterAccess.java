package org.telemed.hapi.encounter;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.ShownEncounter;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.error.HostExceptionTranslation;

/**
 * Reads Encounters as the server, for a caller whom the host does not know: a guest, whose link is their right. They see
 * no list, and may update nothing.
 */
public final class ServerEncounterAccess implements EncounterAccess {
    private final EncounterRepository repository;
    private final EncounterReader reader;
    private final RoomWriteListener roomWrites;

    public ServerEncounterAccess(
            EncounterRepository repository, EncounterReader reader, RoomWriteListener roomWrites) {
        this.repository = repository;
        this.reader = reader;
        this.roomWrites = roomWrites;
    }

    @Override
    public TelemedEncounter readableByCaller(EncounterId id) {
        return HostExceptionTranslation.translating(() -> read(id));
    }

    private TelemedEncounter read(EncounterId id) {
        IBaseResource stored = repository.read(id);
        return new RepositoryEncounter(reader.read(stored), stored);
    }

    @Override
    public ShownEncounter shownToCaller(EncounterId id) {
        return new ShownEncounter(readableByCaller(id), List::of);
    }

    @Override
    public boolean isUpdatableByCaller(EncounterId id) {
        return false;
    }

    @Override
    public TelemedEncounter updatableByCaller(EncounterId id) {
        throw TelemedException.because(Reason.NOT_ALLOWED, "A guest may not change the visit.");
    }

    @Override
    public Optional<TelemedEncounter> find(EncounterId id) {
        return HostExceptionTranslation.translating(() -> {
            try {
                return Optional.of(read(id));
            } catch (ResourceNotFoundException absent) {
                return Optional.empty();
            }
        });
    }

    @Override
    public TelemedEncounter documentRoom(TelemedEncounter read, VirtualService room) {
        return HostExceptionTranslation.translating(() -> {
            IBaseResource current = repository.read(read.id());
            TelemedEncounter written = reader.read(repository.update(current, read.id(), read.version(), room));
            roomWrites.written(read.id(), Optional.of(read), room);
            return written;
        });
    }

    @Override
    public TelemedException notFound(EncounterId id) {
        return HostExceptionTranslation.notFound();
    }
}
