package org.telemed.core.encounter;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

    /**
     * A hidden refusal takes a multiple of this: the check of an Encounter that is there reads more than that of one that is
     * not, and whoever asks often could tell.
     */
    private static final Duration STEP = Duration.ofMillis(50);

    /** Runs a check of the caller, whose refusals are hidden. */
    public <T> T hiding(EncounterAccess encounters, EncounterId id, Supplier<T> check) {
        long begun = System.nanoTime();
        try {
            return check.get();
        } catch (TelemedException refused) {
            if (!enabled || !REVEALS_EXISTENCE.contains(refused.reason())) {
                throw refused;
            }
            TelemedException hidden = encounters.notFound(id);
            waitForNextStep(begun);
            throw hidden;
        }
    }

    private static void waitForNextStep(long begun) {
        long step = STEP.toNanos();
        long left = step - (System.nanoTime() - begun) % step;
        try {
            TimeUnit.NANOSECONDS.sleep(left);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
