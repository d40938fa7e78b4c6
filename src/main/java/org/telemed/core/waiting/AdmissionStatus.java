package org.telemed.core.waiting;

import java.util.Locale;

/** The status of an admission. Its code is that of the Task which holds it. */
public enum AdmissionStatus {
    /** Invited as a guest, and not there yet. */
    DRAFT,
    /** Waits to be admitted, for the first time or after being sent back. */
    REQUESTED,
    /** Admitted. */
    ACCEPTED,
    /** Sent out, until admitted again. */
    REJECTED,
    /** No participant any more. */
    CANCELLED,
    /** The visit is over. */
    COMPLETED;

    /** The code in {@code Task.status}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this is of a visit that goes on, and of a person who takes part in it. */
    public boolean isOpen() {
        return this != CANCELLED && this != COMPLETED;
    }
}
