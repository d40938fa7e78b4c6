package org.telemed.core.appointment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps the status of an Appointment to what it means for its visit. */
public enum AppointmentStatus {
    /** Pending, booked, arrived or checked in: the visit is planned, and whoever runs it starts it. */
    BOOKED,
    /** Proposed, on the waitlist, or of unknown status: there is no visit yet. */
    NOT_BOOKED,
    /** Cancelled, or nobody came. */
    CALLED_OFF,
    /** Fulfilled. */
    OVER,
    ENTERED_IN_ERROR;

    /**
     * Reads a status code of Appointment in R4, R4B or R5.
     *
     * @param status a code of http://hl7.org/fhir/appointmentstatus, or null
     */
    public static AppointmentStatus of(@Nullable String status) {
        return switch (status == null ? "" : status) {
            case "pending", "booked", "arrived", "checked-in" -> BOOKED;
            case "cancelled", "noshow" -> CALLED_OFF;
            case "fulfilled" -> OVER;
            case "entered-in-error" -> ENTERED_IN_ERROR;
            default -> NOT_BOOKED;
        };
    }

    /** The status that a planned Encounter gets by it; empty if it stays planned. */
    public Optional<String> ofPlannedEncounter() {
        return switch (this) {
            case CALLED_OFF -> Optional.of("cancelled");
            case ENTERED_IN_ERROR -> Optional.of("entered-in-error");
            case BOOKED, NOT_BOOKED, OVER -> Optional.empty();
        };
    }
}
