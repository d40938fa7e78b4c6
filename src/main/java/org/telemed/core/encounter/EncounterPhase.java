package org.telemed.core.encounter;

import org.jspecify.annotations.Nullable;

/** Maps the status of an Encounter to what it means for the room. */
public enum EncounterPhase {
    /** Planned: a room may be created, and joined from shortly before the start. */
    PLANNED,
    /** In progress: a room may be created and joined. */
    OPEN,
    /** Finished, cancelled or entered in error: no room. */
    CLOSED,
    /** Unknown: no new room, and an existing one is left alone. */
    UNKNOWN;

    /** Whether a room may be created, and participants may join it. */
    public boolean allowsRoom() {
        return this == PLANNED || this == OPEN;
    }

    /**
     * The phase of a status code of Encounter in R4, R4B or R5; the versions' codes never contradict each other.
     *
     * @param status a code of http://hl7.org/fhir/encounter-status, or null
     */
    public static EncounterPhase ofStatus(@Nullable String status) {
        return switch (status == null ? "" : status) {
            case "planned" -> PLANNED;
            case "arrived", "triaged", "in-progress", "onleave", "on-hold" -> OPEN;
            case "finished", "completed", "discharged", "discontinued", "cancelled", "entered-in-error" -> CLOSED;
            default -> UNKNOWN;
        };
    }
}
