package org.telemed.core.encounter;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Port: reads the current state of many Encounters as the server, without a caller. */
@FunctionalInterface
public interface EncounterStates {
    /**
     * The state of each id, from the database and never from a cache.
     *
     * @return an entry for every given id
     * @throws RuntimeException if the repository fails; that never means "absent"
     */
    Map<EncounterId, EncounterState> states(Collection<EncounterId> ids);

    /** The state of one id. */
    default EncounterState state(EncounterId id) {
        EncounterState state = states(List.of(id)).get(id);
        return state == null ? new EncounterState.Absent() : state;
    }
}
