package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.AppointmentFixture.aBooking;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Appointments;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.StoredEncounter;

/** Somebody makes a visit of an Appointment that is not theirs, or learns by it what they may not read. */
public interface AppointmentsOfOthers extends PatientRecords, Appointments {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user/*.rs",
                "user/Encounter.cruds",
                "user/Appointment.cruds",
                "user/Appointment.cuds user/Encounter.cruds",
                "user/Appointment.r user/Encounter.rds",
                "patient/*.cruds",
                "user/*.rs patient/*.cruds"
            })
    default void without_both_rights_nothing_is_made_and_nothing_is_learned(String scopes) {
        Caller caller = having(Map.of("fhirUser", JANE, "scope", List.of(scopes.split(" "))));
        String appointment = isBooked(aBookingOfJaneWithAdam());
        Answer refused = changingNothing(() -> caller.post(path(appointment), ""));
        assertRefused(refused, 403, "forbidden", "not-allowed");
        assertThat(caller.post(path(anUnknownId()), "").body()).isEqualTo(refused.body());
        assertThat(encountersOf(appointment)).isEmpty();
        opensRoomOf(appointment).expecting(200);
        assertThat(caller.post(path(appointment), "").body()).isEqualTo(refused.body());
    }

    @Test
    default void an_app_about_one_patient_makes_no_visit_of_another() {
        Caller app = having(Map.of("fhirUser", JANE, "scope", List.of("patient/Appointment.rs", "user/Encounter.cu")));
        String ofMax = isBooked(aBooking().withActor(MAX).withActor("Practitioner/adam-careful"));
        Answer refused = changingNothing(() -> app.post(path(ofMax), ""));
        assertThat(refused.status()).isEqualTo(app.get("Appointment/" + ofMax).status());
        assertThat(refused.status()).isIn(403, 404);
        assertThat(encountersOf(ofMax)).isEmpty();
        String own = isBooked(aBookingOfJaneWithAdam());
        app.post(path(own), "").expecting(200);
        assertThat(encountersOf(own)).hasSize(1);
    }

    @Test
    default void who_may_not_read_encounters_is_not_shown_one() {
        Caller creator = having(Map.of("sub", "creator", "scope", List.of("user/Appointment.r", "user/Encounter.c")));
        String appointment = isBooked(aBookingOfJaneWithAdam());
        Answer made = creator.post(path(appointment), "");
        assertThat(made.status()).isBetween(200, 204);
        assertThat(made.body()).doesNotContain("adam", "jane", "RM");
        assertThat(made.header("Location")).contains("/Encounter/").doesNotContain("_history");
        assertThat(made.response().headers().firstValue("ETag")).isEmpty();
        assertThat(encountersOf(appointment)).hasSize(1);
    }

    @Test
    default void who_may_not_write_the_encounter_does_not_learn_how_many_there_are() {
        Caller creator = having(Map.of("sub", "creator", "scope", List.of("user/Appointment.r", "user/Encounter.c")));
        String one = isBooked(aBookingOfJaneWithAdam());
        aStored(aVisitOf(one));
        String several = isBooked(aBookingOfJaneWithAdam());
        aStored(aVisitOf(several));
        aStored(aVisitOf(several));
        Answer refused = creator.post(path(several), "");
        assertRefused(refused, 403, "forbidden", "not-allowed");
        assertThat(creator.post(path(one), "").body()).isEqualTo(refused.body());
    }

    @Test
    default void an_encounter_that_only_claims_an_appointment_is_not_written_by_it() {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        String claiming = aStored(
                aVisitOf(appointment)
                        .withStatus("planned")
                        .with(
                                "appointment",
                                "[{\"reference\":\"Appointment/%s\",\"extension\":[{\"url\":\"%s\",\"valueString\":\"1\"}]}]"
                                        .formatted(
                                                appointment,
                                                "https://hapi-fhir-telemed.org/fhir/StructureDefinition/telemed-appointment-version")));
        changes(appointment, aBookingOfJaneWithAdam().withStatus("cancelled"));
        aFollowedChangeElsewhere();
        assertThat(stored(claiming).version()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"contained\":[{\"resourceType\":\"RelatedPerson\",\"id\":\"x\",\"patient\":{\"reference\":\"Patient/jane-doe\"}}],#x",
                "LOGICAL"
            })
    default void who_is_nobody_here_is_in_no_visit(String actor) {
        String entry = actor.equals("LOGICAL")
                ? "{\"actor\":{\"identifier\":{\"system\":\"urn:x\",\"value\":\"RelatedPerson/john-doe\"}},\"status\":\"accepted\"}"
                : "{\"actor\":{\"reference\":\"#x\"},\"status\":\"accepted\"}";
        String contained = actor.equals("LOGICAL") ? "" : actor.replace(",#x", ",");
        String json = aBookingOfJaneWithAdam()
                .at(inHours(0))
                .json()
                .replaceFirst("\\{", "{" + contained)
                .replaceFirst("\"participant\":\\[", "\"participant\":[" + entry + ",");
        String appointment = as("adam")
                .post("Appointment", json)
                .expecting(201)
                .json()
                .path("id")
                .asText();
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        assertThat(visit.json().toString()).doesNotContain("john-doe", "#x", "urn:x");
        assertRefused(as("guardian").asksForToken(visit.id()), 403, "forbidden", "not-a-participant");
    }

    @Test
    default void a_patient_whom_doctors_only_speak_about_is_not_let_in() {
        String lea = "Patient/lea-abroad";
        as("clinic").put(lea, "{\"resourceType\":\"Patient\",\"id\":\"lea-abroad\"}");
        String excluded = host().release().isR5()
                ? "\"status\":\"declined\""
                : "\"status\":\"accepted\",\"required\":\"information-only\"";
        String appointment = isBooked(aBooking()
                .at(inHours(0))
                .withActor("Patient/jane-doe", excluded)
                .withActor(lea)
                .withActor("Practitioner/adam-careful"));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        assertThat(peopleIn(visit)).containsExactlyInAnyOrder(lea, "Practitioner/adam-careful");
        assertRefused(as("jane").asksForToken(visit.id()), 403, "forbidden", "not-a-participant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Appointment/%s/$telemed-token",
                "Appointment/%s/$end-telemed-room",
                "Appointment/%s/$telemed-status",
                "Appointment/$create-telemed-room",
                "Appointment/$create-telemed-room?encounterId=%s",
                "Appointment/%s/_history/1/$create-telemed-room",
                "Patient/jane-doe/$create-telemed-room",
                "Encounter/%s/$create-telemed-room",
                "Appointment/%s/$create-telemed-room?waitingRoom=maybe",
                "Appointment/%s/$create-telemed-room?encounter=x"
            })
    default void other_ways_to_the_operation_lead_nowhere(String url) {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        Answer refused = changingNothing(() -> as("clinic").post(url.replace("%s", appointment), ""));
        assertThat(refused.status()).isBetween(400, 422);
        assertThat(refused.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Appointment/%s/$create-telemed-room",
                "Appointment/%s/%24create-telemed-room",
                "/Appointment/%s/$create-telemed-room?x=1",
                "Appointment/%s/$create-telemed-room;x=1"
            })
    default void not_in_a_bundle_however_it_is_written(String url) {
        String appointment = isBooked(aBookingOfJaneWithAdam());
        for (String type : List.of("batch", "transaction")) {
            String bundle =
                    """
                    {"resourceType":"Bundle","type":"%s","entry":[{"resource":%s,"request":{"method":"POST","url":"%s"}}]}""".formatted(type, aVisitOf(appointment).json(host().release()), url.replace("%s", appointment));
            assertRefused(changingNothing(() -> as("clinic").post("", bundle)), 422, "not-supported", "not-in-bundle");
        }
    }
}
