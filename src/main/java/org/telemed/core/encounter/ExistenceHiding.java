package org.telemed.core.encounter;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Hides from callers who may not join an Encounter whether it exists: each of their refusals becomes that of an Encounter
 * that never existed.
 *
 * @param enabled whether that is wanted; else refusals say what they are
 */
public record ExistenceHiding(boolean enabled) {
    /** The refusals that a non-participant can get. Phase and room are checked for participants only. */
    private static final Set<Reason> REVEALS_EXISTENCE = EnumSet.of(
            Reason.NOT_A_PARTICIPANT,
            Reason.NOT_ALLOWED,
            Reason.TOO_EARLY,
            Reason.ENCOUNTER_NOT_FOUND,
            Reason.ENCOUNTER_DELETED);

    /** Runs a check of the caller, whose refusals are hidden. */
    public <T> T hiding(EncounterAccess encounters, EncounterId id, Supplier<T> check) {
        try {
            return check.get();
        } catch (TelemedException refused) {
            throw enabled && REVEALS_EXISTENCE.contains(refused.reason()) ? encounters.notFound(id) : refused;
        }
    }
}
