package org.telemed.hapi.encounter;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
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
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.caller.CallerRights;
import org.telemed.hapi.error.HostExceptionTranslation;

/**
 * Reads and writes Encounters on behalf of one caller: the host's hooks authorise by what the caller may see, the
 * server decides by the unmasked version.
 */
public final class JpaEncounterAccess implements EncounterAccess {
    private final EncounterRepository repository;
    private final EncounterReader reader;
    private final CallerRights rights;
    private final CallerRequest caller;
    private final RoomWriteListener roomWrites;

    public JpaEncounterAccess(
            EncounterRepository repository,
            EncounterReader reader,
            CallerRights rights,
            CallerRequest caller,
            RoomWriteListener roomWrites) {
        this.repository = repository;
        this.reader = reader;
        this.rights = rights;
        this.caller = caller;
        this.roomWrites = roomWrites;
    }

    @Override
    public TelemedEncounter readableByCaller(EncounterId id) {
        return shownToCaller(id).unmasked();
    }

    @Override
    public ShownEncounter shownToCaller(EncounterId id) {
        return HostExceptionTranslation.translating(() -> {
            ServletRequestDetails get = readRequest(id);
            IBaseResource stored = repository.read(id);
            // a snapshot, taken before hooks may mask what they are shown
            TelemedEncounter unmasked = reader.read(stored);
            IBaseResource shown = rights.requireReadable(get, stored);
            return new ShownEncounter(unmasked, () -> reader.entries(shown));
        });
    }

    @Override
    public boolean isUpdatableByCaller(EncounterId id) {
        return HostExceptionTranslation.translating(() -> {
            try {
                rights.requireInteraction(
                        caller.update(repository.bare(id))); // refuses most, before anything is copied
            } catch (BaseServerResponseException refused) {
                return isAllowed(refused);
            }
            IBaseResource stored = repository.read(id);
            IBaseResource copy = repository.copyOf(stored);
            try {
                rights.requireUpdate(caller.update(copy), repository.copyOf(stored), copy);
                return true;
            } catch (BaseServerResponseException refused) {
                return isAllowed(refused);
            }
        });
    }

    /** A refusal means no; a failure of the host's means nothing. */
    private static boolean isAllowed(BaseServerResponseException refused) {
        if (refused.getStatusCode() >= 500) {
            throw refused;
        }
        return false;
    }

    private ServletRequestDetails readRequest(EncounterId id) {
        ServletRequestDetails get = caller.read(repository.bare(id).getIdElement());
        rights.requireInteraction(get);
        return get;
    }

    @Override
    public TelemedEncounter updatableByCaller(EncounterId id) {
        return HostExceptionTranslation.translating(() -> {
            IBaseResource stored = storedOrRefused(id);
            IBaseResource copy = repository.copyOf(stored);
            rights.requireUpdate(caller.update(copy), repository.copyOf(stored), copy);
            TelemedEncounter read = new RepositoryEncounter(reader.read(stored), stored);
            requireIfMatch(read);
            return read;
        });
    }

    @Override
    public void requireIfMatch(TelemedEncounter read) {
        caller.requireVersion(read.version());
    }

    /** A caller who may not write Encounters does not learn whether this one exists. */
    private IBaseResource storedOrRefused(EncounterId id) {
        try {
            return repository.read(id);
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            rights.requireInteraction(caller.update(repository.bare(id)));
            throw absent;
        }
    }

    @Override
    public Optional<TelemedEncounter> find(EncounterId id) {
        return HostExceptionTranslation.translating(() -> {
            try {
                IBaseResource stored = repository.read(id);
                return Optional.of(new RepositoryEncounter(reader.read(stored), stored));
            } catch (ResourceNotFoundException absent) {
                return Optional.empty();
            }
        });
    }

    @Override
    public TelemedEncounter documentRoom(TelemedEncounter read, VirtualService room) {
        return HostExceptionTranslation.translating(() -> {
            IBaseResource current = repository.copyOf(resourceOf(read));
            // without the resource: the repository completes the metadata of a write of the server's own
            TelemedEncounter written = reader.read(repository.update(current, read.id(), read.version(), room));
            roomWrites.written(read.id(), Optional.of(read), room);
            return written;
        });
    }

    /**
     * The whole resource of the version that was read.
     *
     * @throws TelemedException CONFLICT if it has to be read again, and that version is no longer the current one
     */
    private IBaseResource resourceOf(TelemedEncounter read) {
        if (read instanceof RepositoryEncounter known) {
            return known.resource();
        }
        IBaseResource current = repository.read(read.id());
        if (!current.getIdElement().getVersionIdPart().equals(read.version())) {
            throw HostExceptionTranslation.conflict();
        }
        return current;
    }

    @Override
    public TelemedException notFound(EncounterId id) {
        return HostExceptionTranslation.notFound();
    }

    /** The Encounter as the caller may see it after their write, as the host answers a POST or PUT. */
    public IBaseResource answer(TelemedEncounter written) {
        return HostExceptionTranslation.translating(() -> {
            IBaseResource answer =
                    written instanceof RepositoryEncounter known ? known.resource() : repository.read(written.id());
            return rights.shown(caller.update(answer), answer);
        });
    }

    /** The stored Encounter as a GET of the caller would return it; empty if the caller may not read it. */
    public Optional<IBaseResource> shown(EncounterId id) {
        try {
            return HostExceptionTranslation.translating(
                    () -> Optional.of(rights.shown(readRequest(id), repository.read(id))));
        } catch (TelemedException refused) {
            if (refused.reason() == Reason.NOT_ALLOWED) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
