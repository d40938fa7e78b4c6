package org.telemed.core.appointment;

import java.util.List;
import java.util.Optional;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.ResourceReference;

/**
 * What one version of an Appointment says of its visit.
 *
 * @param subject the patient whose visit it is; of several the first
 * @param actors who is listed as participant of the Encounter, besides the subject
 */
public record BookedVisit(
        AppointmentStatus status, BookedTimes times, Optional<ResourceReference> subject, List<BookedActor> actors) {
    public BookedVisit {
        actors = List.copyOf(actors);
    }

    /**
     * Checks that a room may be opened for it.
     *
     * @throws TelemedException ENCOUNTER_CLOSED
     */
    public void requireBooked() {
        refusal(status).ifPresent(sentence -> {
            throw TelemedException.because(Reason.ENCOUNTER_CLOSED, sentence);
        });
    }

    /**
     * Checks that an Encounter can be planned by it.
     *
     * @throws TelemedException INVALID_RESOURCE naming what is missing
     */
    public void requirePlannable() {
        if (subject.isEmpty()) {
            throw invalid(
                    "This Appointment has no Patient among its participants who is on this server and takes part. Add"
                            + " one, or create the Encounter yourself.");
        }
        times.unreadable().ifPresent(element -> {
            throw invalid("When the visit is cannot be told: " + element + " is no valid time, or is before the start."
                    + " Correct it.");
        });
        if (times.start().isEmpty()) {
            throw invalid(
                    "This Appointment has no start, so the visit cannot be planned. Set Appointment.start and end.");
        }
    }

    private static Optional<String> refusal(AppointmentStatus status) {
        return switch (status) {
            case BOOKED -> Optional.empty();
            case NOT_BOOKED ->
                Optional.of(
                        "This Appointment is not booked yet, so its visit gets no room. Set its status to booked first.");
            case CALLED_OFF ->
                Optional.of(
                        "This Appointment was cancelled, or nobody came, so its visit gets no room. Book it again first.");
            case OVER ->
                Optional.of(
                        "This Appointment is fulfilled, so its visit gets no new room. For a visit that goes on, call"
                                + " the operation on its Encounter.");
            case ENTERED_IN_ERROR ->
                Optional.of("This Appointment was entered in error, so its visit gets no room. Use the right one.");
        };
    }

    private static TelemedException invalid(String sentence) {
        return TelemedException.because(Reason.INVALID_RESOURCE, sentence);
    }
}
