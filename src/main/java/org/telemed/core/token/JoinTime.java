package org.telemed.core.token;

import java.time.Duration;
import java.time.Instant;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VisitStart;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * The rule for when a visit may be joined.
 *
 * @param early how long before the start of a planned visit
 */
record JoinTime(Duration early) {
    /**
     * Refuses to join a visit now that is over or has not begun.
     *
     * @throws TelemedException ENCOUNTER_CLOSED or TOO_EARLY
     */
    void requireJoinable(TelemedEncounter encounter, Instant now) {
        if (!encounter.phase().allowsRoom()) {
            throw TelemedException.because(
                    Reason.ENCOUNTER_CLOSED, "This Encounter is over, called off or of unknown status.");
        }
        if (encounter.phase() == EncounterPhase.PLANNED) {
            requireBegun(encounter.start(), now);
        }
    }

    private void requireBegun(VisitStart start, Instant now) {
        if (start instanceof VisitStart.Unreadable unreadable) {
            throw TelemedException.because(
                    Reason.TOO_EARLY,
                    "When this visit begins cannot be read: " + unreadable.element()
                            + " is no valid time. Ask who runs the visit to correct it, or to begin the visit.");
        }
        start.joinableFrom(early).filter(now::isBefore).ifPresent(opens -> {
            throw tooEarly(opens);
        });
    }

    static TelemedException tooEarly(Instant from) {
        return TelemedException.because(Reason.TOO_EARLY, "It is too early to join. Ask again from " + from + " on.");
    }
}
