package org.telemed.core.encounter;

import java.util.Optional;

/**
 * Port: an Encounter that a client sent and that is not stored yet. Made per request; written with the caller's rights.
 */
public interface SubmittedEncounter {
    /** The id of the Encounter that this is meant to update; empty for a new one. */
    Optional<EncounterId> id();

    EncounterPhase phase();

    /** The virtual service that the client sent; an address in it is ignored. It says nothing of a waiting room. */
    Optional<VirtualService> virtualService();

    /**
     * Checks the caller's rights, the content and the references for a create, without writing.
     *
     * @throws org.telemed.core.error.TelemedException NOT_ALLOWED, BAD_REQUEST or INVALID_ENCOUNTER
     */
    void requireCreatable();

    /**
     * The same for an update of the stored Encounter.
     *
     * @throws org.telemed.core.error.TelemedException as above, or CONFLICT if If-Match names another version
     */
    void requireStorableOver(TelemedEncounter stored);

    /**
     * Stores it as a new Encounter under an id assigned by the server, room included.
     *
     * @return the Encounter as it is stored
     * @throws RuntimeException if the repository refuses it
     */
    TelemedEncounter create(EncounterId id, VirtualService room);

    /**
     * Stores it over the version that was read, room included.
     *
     * @return the Encounter as it is stored
     * @throws org.telemed.core.error.TelemedException CONFLICT if that version is no longer the current one
     */
    TelemedEncounter update(TelemedEncounter read, VirtualService room);

    /** Whether the request has an {@code If-Match}; then a conflict is not retried but answered. */
    boolean hasIfMatch();
}
