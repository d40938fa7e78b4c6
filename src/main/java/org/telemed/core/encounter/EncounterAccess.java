package org.telemed.core.encounter;

import java.util.Optional;
import org.telemed.core.error.TelemedException;

/**
 * Port: the repository of Encounters, made per request. Where a caller is named, the host's rules for that caller decide
 * whether the Encounter may be touched; what is returned is always the current version as the server sees it, unmasked.
 */
public interface EncounterAccess {
    /**
     * The current Encounter, if the caller may read it.
     *
     * @throws TelemedException ENCOUNTER_NOT_FOUND, ENCOUNTER_DELETED or NOT_ALLOWED
     */
    TelemedEncounter readableByCaller(EncounterId id);

    /**
     * The current Encounter, if the caller may update it and insists on no other version.
     *
     * @throws TelemedException ENCOUNTER_NOT_FOUND, ENCOUNTER_DELETED, NOT_ALLOWED or CONFLICT
     */
    TelemedEncounter updatableByCaller(EncounterId id);

    /**
     * The current Encounter, whoever asks; empty if there never was one.
     *
     * @throws TelemedException ENCOUNTER_DELETED
     */
    Optional<TelemedEncounter> find(EncounterId id);

    /**
     * Writes the room as the server, over exactly the version that was read.
     *
     * @return the version that was written; the one that was read if it had that room already
     * @throws TelemedException CONFLICT if that version is no longer the current one
     */
    String documentRoom(TelemedEncounter read, VirtualService room);

    /**
     * Refuses if the caller insists on another version than the one that was read. What {@link #updatableByCaller} gives has
     * been checked already.
     *
     * @throws TelemedException CONFLICT
     */
    default void requireVersionAskedFor(TelemedEncounter read) {}

    /** What an Encounter that never existed is refused with, for whoever must not learn more. */
    TelemedException unknown(EncounterId id);
}
