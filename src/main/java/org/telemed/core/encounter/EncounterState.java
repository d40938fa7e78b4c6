package org.telemed.core.encounter;

/** The state of an Encounter id in the repository: stored, deleted or absent. */
public sealed interface EncounterState {
    /**
     * Stored; this is the current version.
     *
     * @param encounter unmasked
     */
    record Stored(TelemedEncounter encounter) implements EncounterState {}

    /** Deleted. */
    record Deleted() implements EncounterState {}

    /** Not stored, and not known to have been deleted. */
    record Absent() implements EncounterState {}
}
