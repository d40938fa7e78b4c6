package org.telemed.core.encounter;

/** What the repository knows of an id. */
public sealed interface EncounterState {
    /**
     * Stored, in this current version.
     *
     * @param encounter as the server sees it
     */
    record Stored(TelemedEncounter encounter) implements EncounterState {}

    /** Was stored and is deleted. */
    record Deleted() implements EncounterState {}

    /** Never was stored here, as far as can be told. */
    record Absent() implements EncounterState {}
}
