package org.telemed.core.encounter;

import java.util.Optional;

/** Port: an Encounter that a client sent and that is not stored yet. Made per request; it writes with the caller's right. */
public interface SubmittedEncounter {
    /** The id of the Encounter that this is meant to update; empty for a new one. */
    Optional<EncounterId> id();

    EncounterPhase phase();

    /** What the client asked for; an address in it means nothing. */
    Optional<VirtualService> virtualService();

    /**
     * Refuses what a new Encounter can be refused for without writing: the caller's right, its content, its references.
     *
     * @throws org.telemed.core.error.TelemedException NOT_ALLOWED, BAD_REQUEST or INVALID_ENCOUNTER
     */
    void requireCreatable();

    /**
     * The same for a change of the stored Encounter.
     *
     * @throws org.telemed.core.error.TelemedException as above, or CONFLICT if the client means another version
     */
    void requireStorableOver(TelemedEncounter stored);

    /**
     * Stores it as a new Encounter under an id of the server's choice, room included, or not at all.
     *
     * @return the version that it is stored in
     * @throws RuntimeException whatever the repository refuses it with
     */
    String create(EncounterId id, VirtualService room);

    /**
     * Stores it over the version that was read, room included.
     *
     * @return the version that it is stored in
     * @throws org.telemed.core.error.TelemedException CONFLICT if that version is no longer the current one
     */
    String update(TelemedEncounter read, VirtualService room);

    /** Whether the client itself said which version it means ({@code If-Match}); a conflict is then its to solve. */
    boolean namesVersion();
}
