package org.telemed.core.appointment;

import java.util.Optional;

/**
 * Start and end of an Appointment, as they are written.
 *
 * @param unreadable the path of the first element that cannot be read, or lies before the other; such times are not used
 */
public record BookedTimes(Optional<String> start, Optional<String> end, Optional<String> unreadable) {
    /** Whether an Encounter can be planned by them. */
    public boolean isUsable() {
        return start.isPresent() && unreadable.isEmpty();
    }
}
