package org.telemed.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterRegister;
import org.telemed.core.encounter.EncounterState;
import org.telemed.fhir.EncounterReader;

/** The host's Encounters as the server sees them: many by one search, what a search does not find one by one. */
public final class DaoEncounterRegister implements EncounterRegister {
    /** Databases limit how many values one statement may hold. */
    private static final int BATCH = 500;

    private final EncounterRepository repository;
    private final EncounterReader reader;

    /** Reads from that repository. */
    public DaoEncounterRegister(DaoRegistry daos, FhirContext context, EncounterReader reader) {
        this.repository = new EncounterRepository(daos, context);
        this.reader = reader;
    }

    @Override
    public Map<EncounterId, EncounterState> states(Collection<EncounterId> ids) {
        Map<EncounterId, EncounterState> states = new HashMap<>();
        List<EncounterId> all = new ArrayList<>(ids);
        if (all.size() > 1) {
            for (int from = 0; from < all.size(); from += BATCH) {
                List<EncounterId> batch = all.subList(from, Math.min(from + BATCH, all.size()));
                HostErrors.told(() -> repository.search(batch)).forEach(encounter -> {
                    var read = reader.read(encounter);
                    states.put(read.id(), new EncounterState.Stored(read));
                });
            }
        }
        all.forEach(id -> states.computeIfAbsent(id, this::readOne));
        return states;
    }

    /** A search finds no deleted ones, and a read tells them from those that never were. */
    private EncounterState readOne(EncounterId id) {
        return HostErrors.told(() -> {
            try {
                return new EncounterState.Stored(reader.read(repository.read(id)));
            } catch (ResourceGoneException deleted) {
                return new EncounterState.Deleted();
            } catch (ResourceNotFoundException absent) {
                return new EncounterState.Absent();
            }
        });
    }
}
