package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.telemed.hapi.appointment.AppointmentChangeInterceptor;
import org.telemed.plugin.lifecycle.TelemedPlugin;

/** What becomes of a planned Encounter when a change of its Appointment was not noticed, or the Appointment is gone. */
public interface VisitFollowsItsAppointmentInside extends InThisProcess, Appointments {

    @Test
    default void a_change_whose_trigger_was_lost_is_found_by_the_sweep() {
        String appointment = isBooked(aBookingOfJaneWithAdam().withActor("Device/home-tablet"));
        String cancelled = isBooked(aBookingOfJaneWithAdam());
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        StoredEncounter other = encounterIn(opensRoomOf(cancelled));
        aFollowedChangeElsewhere();
        Instant later = inHours(50);
        unnoticed(() -> {
            changes(appointment, aBookingOfJaneWithAdam());
            changes(appointment, aBookingOfJaneWithAdam().at(later));
            changes(cancelled, aBookingOfJaneWithAdam().withStatus("noshow"));
        });
        assertThat(stored(visit.id()).version()).isEqualTo(visit.version());
        sweeps();
        assertThat(startOf(stored(visit.id()))).isEqualTo(later);
        assertThat(peopleIn(stored(visit.id()))).doesNotContain("Device/home-tablet");
        assertThat(stored(other.id()).json().path("status").asText()).isEqualTo("cancelled");
        String version = stored(visit.id()).version();
        sweeps();
        assertThat(stored(visit.id()).version()).isEqualTo(version);
    }

    @Test
    default void a_deleted_appointment_calls_the_visit_off() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        String visit = encounterIn(opensRoomOf(appointment)).id();
        as("adam").deletes("Appointment/" + appointment).expecting(409);
        JpaStorageSettings settings = inside().getBean(JpaStorageSettings.class);
        settings.setEnforceReferentialIntegrityOnDelete(false);
        try {
            as("adam").deletes("Appointment/" + appointment).expecting(200);
        } finally {
            settings.setEnforceReferentialIntegrityOnDelete(true);
        }
        becomes(visit, now -> assertThat(now.json().path("status").asText()).isEqualTo("cancelled"));
    }

    private void sweeps() {
        inside().getBean(TelemedPlugin.class)
                .roomReconciliation()
                .orElseThrow()
                .sweepSchedule()
                .sweepNow();
    }

    private void unnoticed(Runnable action) {
        IInterceptorService hooks = inside().getBean(IInterceptorService.class);
        List<Object> triggers = hooks.getAllRegisteredInterceptors().stream()
                .filter(AppointmentChangeInterceptor.class::isInstance)
                .toList();
        assertThat(triggers).isNotEmpty();
        betweenCalls(() -> triggers.forEach(hooks::unregisterInterceptor));
        try {
            action.run();
        } finally {
            betweenCalls(() -> triggers.forEach(hooks::registerInterceptor));
        }
    }
}
