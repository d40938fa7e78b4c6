package org.telemed.core.encounter;

import java.util.Optional;
import org.telemed.core.error.TelemedException;

/**
 * Port: reads and writes Encounters on behalf of one caller; made per request. The methods that name a caller apply the
 * host's authorization and consent rules; every method returns the current version, unmasked.
 */
public interface EncounterAccess {
    /**
     * The current Encounter, if the caller may read it.
     *
     * @throws TelemedException ENCOUNTER_NOT_FOUND, ENCOUNTER_DELETED or NOT_ALLOWED
     */
    TelemedEncounter readableByCaller(EncounterId id);

    /**
     * The current Encounter, if the caller may read it, with the participants as the caller may see them.
     *
     * @throws TelemedException as {@link #readableByCaller}
     */
    ShownEncounter shownToCaller(EncounterId id);

    /**
     * Whether the caller may update the Encounter; an If-Match does not count.
     *
     * @throws TelemedException ENCOUNTER_NOT_FOUND or ENCOUNTER_DELETED
     */
    boolean isUpdatableByCaller(EncounterId id);

    /**
     * The current Encounter, if the caller may update it and the request's If-Match, if any, names its version.
     *
     * @throws TelemedException ENCOUNTER_NOT_FOUND, ENCOUNTER_DELETED, NOT_ALLOWED or CONFLICT
     */
    TelemedEncounter updatableByCaller(EncounterId id);

    /**
     * The current Encounter, without a check of rights; empty if there never was one.
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
    TelemedEncounter documentRoom(TelemedEncounter read, VirtualService room);

    /**
     * Checks the request's If-Match against the version that was read. {@link #updatableByCaller} has checked it
     * already.
     *
     * @throws TelemedException CONFLICT
     */
    default void requireIfMatch(TelemedEncounter read) {}

    /** The exception for an Encounter that never existed, for callers who must not learn whether one does. */
    TelemedException notFound(EncounterId id);
}
