package org.telemed.core.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

class AppointmentIdTest {
    private static final AppointmentId BOOKED = new AppointmentId("booked-1", "");

    @Test
    void reads_as_its_relative_reference_in_every_partition() {
        assertThat(BOOKED.reference()).isEqualTo("Appointment/booked-1");
        assertThat(BOOKED).hasToString("Appointment/booked-1");
        assertThat(BOOKED.in("7").reference()).isEqualTo("Appointment/booked-1");
        assertThat(BOOKED.in("7")).isNotEqualTo(BOOKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "Appointment/1", "1/_history/2", "x\n"})
    void what_is_no_fhir_id_is_a_bad_request(String value) {
        assertThat(catchThrowableOfType(TelemedException.class, () -> new AppointmentId(value, ""))
                        .reason())
                .isEqualTo(Reason.BAD_REQUEST);
    }
}
