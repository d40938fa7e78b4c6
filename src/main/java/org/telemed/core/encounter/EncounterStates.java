package org.telemed.core.encounter;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Port: the current state of Encounters as the server sees them, with no caller in sight. */
@FunctionalInterface
public interface EncounterStates {
    /**
     * The state of each id, from the database and never from a cache.
     *
     * @return an entry for every id that was asked for
     * @throws RuntimeException if the repository cannot tell; that never means "absent"
     */
    Map<EncounterId, EncounterState> states(Collection<EncounterId> ids);

    /** The state of one id. */
    default EncounterState state(EncounterId id) {
        EncounterState state = states(List.of(id)).get(id);
        return state == null ? new EncounterState.Absent() : state;
    }
}
