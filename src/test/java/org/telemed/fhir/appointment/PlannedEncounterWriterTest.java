package org.telemed.fhir.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.AppointmentFixture.aBooking;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.core.appointment.VisitChange;
import org.telemed.core.membership.LocalReferences;
import org.telemed.fhir.AppointmentFixture;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

/** What an Appointment, and a change of it, writes into an Encounter. */
class PlannedEncounterWriterTest {
    private static final AppointmentId ID = new AppointmentId("booking", "");
    private static final Instant NINE = Instant.parse("2030-01-01T09:00:00Z");
    private static final Instant TEN = Instant.parse("2030-01-01T10:00:00Z");
    private static final LocalReferences OURS = new LocalReferences(Set.of());
    private static final String NURSE =
            "\"status\":\"accepted\",\"type\":[{\"coding\":[{\"system\":\"urn:x\",\"code\":\"nurse\"}]}]";
    private static final String FOR_A_WHILE = "\"status\":\"accepted\",\"period\":{\"start\":\"2030-01-01T09:10:00Z\"}";

    @EveryRelease
    void everything_of_the_appointment_is_in_the_new_encounter(FhirRelease release) {
        String json = release.encode(aNew(
                release,
                janeWithAdam(NINE).withActor("Device/tablet", FOR_A_WHILE).withActor("RelatedPerson/john", NURSE)));
        assertThat(json)
                .contains(
                        "\"status\":\"planned\"", "\"VR\"", "Appointment/booking", "Patient/jane", "Practitioner/adam")
                .contains("Device/tablet", "2030-01-01T09:10:00Z", "RelatedPerson/john", "nurse")
                .contains("2030-01-01T09:00:00Z", "2030-01-01T09:30:00Z")
                .contains("telemed-appointment-version", "\"valueString\":\"1\"");
        assertThat(json.contains("encounter-other-participant\"")).isEqualTo(!release.isR5());
    }

    @EveryRelease
    void a_change_undone_is_no_change(FhirRelease release) {
        AppointmentFixture before = janeWithAdam(NINE);
        AppointmentFixture after =
                janeWithAdam(TEN).withActor("Device/tablet", FOR_A_WHILE).withActor("RelatedPerson/john", NURSE);
        IBaseResource encounter = aNew(release, before);
        String first = release.encode(encounter);
        apply(release, before, after, "2", encounter);
        assertThat(release.encode(encounter)).contains("Device/tablet", "RelatedPerson/john", "2030-01-01T10:00:00Z");
        apply(release, after, before, "1", encounter);
        assertThat(release.encode(encounter)).isEqualTo(first);
    }

    @EveryRelease
    void the_entry_of_another_hand_stays_beside_the_appointments_own(FhirRelease release) {
        AppointmentFixture with = janeWithAdam(NINE).withActor("RelatedPerson/john", NURSE);
        IBaseResource encounter = aNew(release, with);
        String person = release.isR5() ? "actor" : "individual";
        String json = release.encode(encounter)
                .replaceFirst(
                        "\"participant\":\\[",
                        "\"participant\":[{\"%s\":{\"reference\":\"RelatedPerson/john\"}},".formatted(person));
        IBaseResource changed = release.parse(json);
        apply(release, with, janeWithAdam(NINE), "2", changed);
        assertThat(release.encode(changed)).contains("RelatedPerson/john").doesNotContain("nurse");
    }

    @EveryRelease
    void who_takes_part_no_longer_is_gone_whatever_was_made_of_their_entry(FhirRelease release) {
        AppointmentFixture with =
                janeWithAdam(NINE).withActor("RelatedPerson/john", NURSE).withActor("Device/tablet", FOR_A_WHILE);
        IBaseResource changed = release.parse(release.encode(aNew(release, with))
                .replace("nurse", "doctor")
                .replace("2030-01-01T09:10:00Z", "2030-01-01T09:20:00Z"));
        apply(release, with, janeWithAdam(NINE), "2", changed);
        assertThat(release.encode(changed))
                .doesNotContain("RelatedPerson/john", "Device/tablet", "encounter-other-participant");
    }

    @EveryRelease
    void somebody_who_is_listed_already_is_not_listed_twice(FhirRelease release) {
        IBaseResource encounter = aNew(release, janeWithAdam(NINE).withActor("Device/tablet"));
        apply(
                release,
                janeWithAdam(NINE),
                janeWithAdam(NINE).withActor("Device/tablet").withActor("Practitioner/adam", NURSE),
                "2",
                encounter);
        assertThat(release.encode(encounter).split("Device/tablet", -1)).hasSize(2);
        assertThat(release.encode(encounter).split("Practitioner/adam", -1)).hasSize(2);
    }

    @EveryRelease
    void another_patient_replaces_the_subject_unless_somebody_else_has(FhirRelease release) {
        AppointmentFixture ofMax = aBooking(NINE).withActor("Patient/max").withActor("Practitioner/adam");
        IBaseResource encounter = aNew(release, janeWithAdam(NINE));
        apply(release, janeWithAdam(NINE), ofMax, "2", encounter);
        assertThat(release.encode(encounter)).contains("Patient/max").doesNotContain("Patient/jane");
        IBaseResource corrected = release.parse(
                release.encode(aNew(release, janeWithAdam(NINE))).replace("Patient/jane", "Patient/moritz"));
        apply(release, janeWithAdam(NINE), ofMax, "2", corrected);
        assertThat(release.encode(corrected)).contains("Patient/moritz");
    }

    @EveryRelease
    void a_patient_who_is_taken_off_leaves_no_subject(FhirRelease release) {
        IBaseResource encounter = aNew(release, janeWithAdam(NINE));
        apply(release, janeWithAdam(NINE), aBooking(NINE).withActor("Practitioner/adam"), "2", encounter);
        assertThat(release.encode(encounter))
                .contains("Practitioner/adam")
                .doesNotContain("Patient/jane", "\"subject\"");
    }

    @EveryRelease
    void the_subject_has_the_name_that_the_appointment_gives_the_patient(FhirRelease release) {
        String accepted = "\"status\":\"accepted\"";
        AppointmentFixture booking = aBooking(NINE)
                .withActorSaying("{\"reference\":\"Practitioner/adam\",\"display\":\"Dr Adam\"}", accepted)
                .withActor("Patient/jane")
                .withActorSaying("{\"reference\":\"Patient/jane\",\"display\":\"Jane Doe\"}", accepted);
        assertThat(release.encode(aNew(release, booking)))
                .contains("\"subject\":{\"reference\":\"Patient/jane\",\"display\":\"Jane Doe\"}");
        assertThat(release.encode(aNew(release, janeWithAdam(NINE))))
                .contains("\"subject\":{\"reference\":\"Patient/jane\"}");
    }

    @EveryRelease
    void an_appointment_that_is_called_off_calls_its_visit_off(FhirRelease release) {
        for (String status : List.of("cancelled", "entered-in-error")) {
            IBaseResource encounter = aNew(release, janeWithAdam(NINE));
            apply(release, janeWithAdam(NINE), janeWithAdam(NINE).withStatus(status), "2", encounter);
            assertThat(release.encode(encounter))
                    .contains("\"status\":\"" + status + "\"", "\"valueString\":\"2\"")
                    .doesNotContain("planned\"");
        }
    }

    @EveryRelease
    void of_a_deleted_appointment_a_logical_reference_is_left(FhirRelease release) {
        IBaseResource encounter = aNew(release, janeWithAdam(NINE));
        new PlannedEncounterWriter(release.context(), OURS).callOff(ID, encounter);
        assertThat(release.encode(encounter))
                .contains("\"status\":\"cancelled\"", "\"value\":\"Appointment/booking\"")
                .doesNotContain("\"reference\":\"Appointment", "appointment-version");
    }

    private static AppointmentFixture janeWithAdam(Instant start) {
        return aBooking(start).withActor("Patient/jane").withActor("Practitioner/adam");
    }

    private static IBaseResource aNew(FhirRelease release, AppointmentFixture booking) {
        IBaseResource appointment = release.parse(booking.json());
        return new PlannedEncounterWriter(release.context(), OURS)
                .newEncounter(appointment, ID, "1", reader(release).read(appointment));
    }

    private static void apply(
            FhirRelease release,
            AppointmentFixture before,
            AppointmentFixture after,
            String version,
            IBaseResource encounter) {
        IBaseResource now = release.parse(after.json());
        VisitChange change = VisitChange.between(
                reader(release).read(release.parse(before.json())),
                reader(release).read(now));
        new PlannedEncounterWriter(release.context(), OURS).apply(change, now, ID, version, encounter);
    }

    private static AppointmentReader reader(FhirRelease release) {
        return new AppointmentReader(release.context(), OURS, ZoneOffset.UTC);
    }
}
