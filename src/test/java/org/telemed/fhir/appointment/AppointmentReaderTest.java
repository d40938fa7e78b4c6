package org.telemed.fhir.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.AppointmentFixture.aBooking;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.appointment.BookedActor;
import org.telemed.core.appointment.BookedVisit;
import org.telemed.core.membership.LocalReferences;
import org.telemed.fhir.AppointmentFixture;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

/** What is read of an Appointment. */
class AppointmentReaderTest {
    private static final Instant NINE = Instant.parse("2030-01-01T09:00:00Z");
    private static final LocalReferences OURS = new LocalReferences(Set.of("https://clinic.example/fhir"));

    @EveryRelease
    void times_and_people(FhirRelease release) {
        BookedVisit visit = read(
                release,
                aBooking(NINE)
                        .withActor("Patient/jane")
                        .withActor("Practitioner/adam/_history/2")
                        .withActor("https://clinic.example/fhir/PractitionerRole/cardiology")
                        .withActor("Device/tablet")
                        .withActor("Group/team"));
        assertThat(visit.times().start()).contains("2030-01-01T09:00:00Z");
        assertThat(visit.times().isUsable()).isTrue();
        assertThat(visit.subject().orElseThrow().reference()).isEqualTo("Patient/jane");
        assertThat(people(visit))
                .contains("Practitioner/adam", "PractitionerRole/cardiology", "Device/tablet", "Group/team");
        assertThat(people(visit).contains("Patient/jane"))
                .as("R5 lists a patient who takes part as well")
                .isEqualTo(release.isR5());
    }

    @EveryRelease
    void places_services_teams_and_strangers_are_nobody(FhirRelease release) {
        BookedVisit visit = read(
                release,
                aBooking(NINE)
                        .withActor("Location/1")
                        .withActor("HealthcareService/1")
                        .withActor("CareTeam/1")
                        .withActor("https://elsewhere.example/fhir/Practitioner/adam")
                        .withActor("#contained")
                        .withActor("Practitioner?identifier=1"));
        assertThat(visit.actors()).isEmpty();
        assertThat(visit.subject()).isEmpty();
    }

    @EveryRelease
    void who_declined_or_whose_status_cannot_be_read_takes_no_part(FhirRelease release) {
        String unreadable = "\"_status\":{\"id\":\"x\",\"extension\":[{\"url\":\"urn:x\",\"valueCode\":\"y\"}]}";
        BookedVisit visit = read(
                release,
                aBooking(NINE)
                        .withActor("Practitioner/a", "\"status\":\"declined\"")
                        .withActor("Practitioner/b", unreadable)
                        .withActor("Practitioner/c", "\"status\":\"tentative\"")
                        .withActor("Practitioner/d", "\"status\":\"needs-action\"")
                        .withActor("Practitioner/e", "\"id\":\"without-status\""));
        assertThat(people(visit)).containsExactly("Practitioner/c", "Practitioner/d", "Practitioner/e");
    }

    @ParameterizedTest
    @EnumSource(names = {"R4", "R4B"})
    void whom_the_appointment_is_only_about_takes_no_part(FhirRelease release) {
        String about = "\"status\":\"accepted\",\"required\":\"information-only\"";
        assertThat(read(release, aBooking(NINE).withActor("Patient/jane", about))
                        .subject())
                .isEmpty();
    }

    @EveryRelease
    void of_several_patients_the_first_is_the_subject(FhirRelease release) {
        BookedVisit visit =
                read(release, aBooking(NINE).withActor("Patient/jane").withActor("Patient/max"));
        assertThat(visit.subject().orElseThrow().id()).isEqualTo("jane");
        assertThat(people(visit)).contains("Patient/max");
    }

    @ParameterizedTest
    @EnumSource(names = "R5")
    void in_r5_the_appointments_own_subject_comes_first_if_they_take_part(FhirRelease release) {
        AppointmentFixture two = aBooking(NINE).withActor("Patient/jane").withActor("Patient/max");
        assertThat(read(release, two.with("subject", "{\"reference\":\"Patient/max\"}"))
                        .subject()
                        .orElseThrow()
                        .id())
                .isEqualTo("max");
        assertThat(read(release, two.with("subject", "{\"reference\":\"Patient/moritz\"}"))
                        .subject()
                        .orElseThrow()
                        .id())
                .isEqualTo("jane");
    }

    @EveryRelease
    void times_that_cannot_be_read_are_named(FhirRelease release) {
        String absent = "{\"extension\":[{\"url\":\"urn:x\",\"valueCode\":\"unknown\"}]}";
        assertThat(unreadable(release, aBooking(NINE).without("start").with("_start", absent)))
                .isEqualTo("Appointment.start");
        assertThat(unreadable(release, aBooking(NINE).without("end").with("_end", absent)))
                .isEqualTo("Appointment.end");
        assertThat(unreadable(release, aBooking(NINE).with("end", "\"2029-12-31T00:00:00Z\"")))
                .isEqualTo("Appointment.end");
        assertThat(unreadable(release, aBooking(NINE).with("end", "\"2030-01-01T09:00:60Z\"")))
                .isEmpty();
        assertThat(read(release, aBooking(NINE).without("start").without("end"))
                        .times()
                        .isUsable())
                .isFalse();
    }

    private static String unreadable(FhirRelease release, AppointmentFixture booking) {
        return read(release, booking).times().unreadable().orElse("");
    }

    private static List<String> people(BookedVisit visit) {
        return visit.actors().stream()
                .map(BookedActor::reference)
                .map(Object::toString)
                .toList();
    }

    private static BookedVisit read(FhirRelease release, AppointmentFixture booking) {
        return new AppointmentReader(release.context(), OURS, ZoneOffset.UTC).read(release.parse(booking.json()));
    }
}
