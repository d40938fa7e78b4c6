package org.telemed.hapi.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.encounter.EncounterStates;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.error.HostExceptionTranslation;

/** Reads the states of Encounters as the server: by one search, and those that it does not find one by one. */
public final class JpaEncounterStates implements EncounterStates {
    /** Databases limit the number of values in one statement. */
    private static final int BATCH = 500;

    private final EncounterRepository repository;
    private final EncounterReader reader;
    private final Partitions partitions;

    /** Reads from that repository. */
    public JpaEncounterStates(DaoRegistry daos, FhirContext context, EncounterReader reader, Partitions partitions) {
        this.partitions = partitions;
        this.repository = new EncounterRepository(daos, context, partitions, reader.virtualServices());
        this.reader = reader;
    }

    @Override
    public Map<EncounterId, EncounterState> states(Collection<EncounterId> ids) {
        Map<EncounterId, EncounterState> states = new HashMap<>();
        ids.stream()
                .filter(id -> partitions.exists(id.partition()))
                .collect(Collectors.groupingBy(EncounterId::partition))
                .forEach((partition, there) -> search(partition, there, states));
        ids.forEach(id -> states.computeIfAbsent(id, this::readOne));
        return states;
    }

    private void search(String partition, List<EncounterId> ids, Map<EncounterId, EncounterState> found) {
        for (int from = 0; ids.size() > 1 && from < ids.size(); from += BATCH) {
            List<EncounterId> batch = ids.subList(from, Math.min(from + BATCH, ids.size()));
            HostExceptionTranslation.translating(() -> repository.search(partition, batch))
                    .forEach(encounter -> {
                        var read = reader.read(encounter);
                        found.put(read.id(), new EncounterState.Stored(read));
                    });
        }
    }

    /** A search does not find deleted Encounters; a read tells deleted from absent. */
    private EncounterState readOne(EncounterId id) {
        if (!partitions.exists(id.partition())) {
            return new EncounterState.Absent();
        }
        return HostExceptionTranslation.translating(() -> {
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
