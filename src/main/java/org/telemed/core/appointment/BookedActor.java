package org.telemed.core.appointment;

import org.telemed.core.membership.ResourceReference;

/**
 * Somebody who takes part in an Appointment.
 *
 * @param reference the person, device, role or group
 * @param content what else the entry says, type and period, in a form to compare
 * @param entry the index of the entry in {@code Appointment.participant}
 */
public record BookedActor(ResourceReference reference, String content, int entry) {
    /** Whether both say the same of the same person, wherever they stand. */
    public boolean saysTheSameAs(BookedActor other) {
        return reference.equals(other.reference) && content.equals(other.content);
    }
}
