package org.telemed.core.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.ResourceReference;

/** Which Appointments a visit is made of. */
class BookedVisitTest {
    private static final BookedTimes TIMES =
            new BookedTimes(Optional.of("2030-01-01T09:00:00Z"), Optional.empty(), Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "proposed, NOT_BOOKED, ''",
        "pending, BOOKED, ''",
        "booked, BOOKED, ''",
        "arrived, BOOKED, ''",
        "checked-in, BOOKED, ''",
        "fulfilled, OVER, ''",
        "cancelled, CALLED_OFF, cancelled",
        "noshow, CALLED_OFF, cancelled",
        "entered-in-error, ENTERED_IN_ERROR, entered-in-error",
        "waitlist, NOT_BOOKED, ''",
        "Booked, NOT_BOOKED, ''",
        ", NOT_BOOKED, ''"
    })
    void a_status_has_a_meaning(@Nullable String code, AppointmentStatus status, String ofEncounter) {
        assertThat(AppointmentStatus.of(code)).isEqualTo(status);
        assertThat(status.ofPlannedEncounter().orElse("")).isEqualTo(ofEncounter);
        BookedVisit visit = new BookedVisit(status, TIMES, Optional.empty(), List.of());
        if (status == AppointmentStatus.BOOKED) {
            assertThatCode(visit::requireBooked).doesNotThrowAnyException();
        } else {
            assertRefused(visit::requireBooked, Reason.ENCOUNTER_CLOSED);
        }
    }

    @Test
    void it_needs_a_patient_and_a_start_that_can_be_read() {
        Optional<ResourceReference> jane = Optional.of(new ResourceReference("Patient", "jane"));
        assertThatCode(() -> plannable(TIMES, jane)).doesNotThrowAnyException();
        assertRefused(() -> plannable(TIMES, Optional.empty()), Reason.INVALID_RESOURCE);
        assertRefused(
                () -> plannable(new BookedTimes(Optional.empty(), Optional.empty(), Optional.empty()), jane),
                Reason.INVALID_RESOURCE);
        assertThatThrownBy(() -> plannable(
                        new BookedTimes(TIMES.start(), Optional.of(""), Optional.of("Appointment.end")), jane))
                .hasMessageContaining("Appointment.end");
    }

    private static void plannable(BookedTimes times, Optional<ResourceReference> subject) {
        new BookedVisit(AppointmentStatus.BOOKED, times, subject, List.of()).requirePlannable();
    }

    private static void assertRefused(Runnable check, Reason reason) {
        assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(
                        TelemedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
