package org.telemed.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.server.DemoServer;

class DemoDataTest extends DemoServer {

    @ParameterizedTest
    @CsvSource({
        "visit-planned, planned",
        "visit-arrived, arrived",
        "visit-in-progress, in-progress",
        "visit-finished, finished",
        "visit-cancelled, cancelled",
    })
    void there_is_a_visit_of_jane_s_with_adam_in_each_phase(String id, String status) {
        Answer visit = get("/fhir/Encounter/" + id, tokenOf("adam"));
        assertThat(visit.json().path("status").asText()).isEqualTo(status);
        assertThat(visit.json().path("class").path("code").asText()).isEqualTo("VR");
        assertThat(visit.json().path("subject").path("reference").asText()).isEqualTo("Patient/jane-doe");
        assertThat(visit.json().at("/participant/0/individual/reference").asText())
                .isEqualTo("Practitioner/adam-careful");
    }

    @ParameterizedTest
    @ValueSource(strings = {"visit-arrived", "visit-in-progress"})
    void the_tablet_and_the_guardian_take_part_in_the_open_ones(String id) {
        assertThat(get("/fhir/Encounter/" + id, tokenOf("adam")).body())
                .contains("encounter-other-participants", "Device/home-tablet", "RelatedPerson/john-doe");
    }

    @ParameterizedTest
    @CsvSource({
        "adam, visit-planned",
        "jane, visit-planned",
        "adam, visit-arrived",
        "jane, visit-arrived",
        "tablet, visit-arrived",
        "guardian, visit-arrived",
        "tablet, visit-in-progress",
        "guardian, visit-in-progress",
        "eve, visit-eve"
    })
    void everybody_with_a_profile_can_join_somewhere_right_after_the_start(String client, String visit) {
        Answer token = post("/fhir/Encounter/" + visit + "/$telemed-token", tokenOf(client), "");
        assertThat(token.status()).as(token::body).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"visit-planned", "visit-arrived", "visit-in-progress"})
    void eve_is_an_outsider_of_jane_s_visits_and_the_clinic_s_program_of_all(String visit) {
        for (String outsider : new String[] {"eve", "clinic"}) {
            Answer refused = post("/fhir/Encounter/" + visit + "/$telemed-token", tokenOf(outsider), "");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.errorCode()).isEqualTo("not-a-participant");
        }
    }

    @Test
    void adam_has_a_role() {
        assertThat(get("/fhir/PractitionerRole/adam-cardiology", tokenOf("adam"))
                        .json()
                        .at("/practitioner/reference")
                        .asText())
                .isEqualTo("Practitioner/adam-careful");
    }

    @Test
    void ids_that_the_server_gives_are_uuids_and_clients_may_choose_others() {
        Answer created = post("/fhir/Patient", tokenOf("adam"), "{\"resourceType\":\"Patient\"}");
        assertThat(created.json().path("id").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(created.header("Location")).startsWith(root() + "/fhir/Patient/");
    }

    @Test
    void an_absolute_reference_on_this_base_is_local_and_an_unknown_one_is_refused() {
        String device = "{\"resourceType\":\"Device\",\"patient\":{\"reference\":\"%s\"}}";
        Answer local = post("/fhir/Device", tokenOf("adam"), device.formatted(root() + "/fhir/Patient/jane-doe"));
        assertThat(local.status()).isEqualTo(201);
        assertThat(local.json().at("/patient/reference").asText()).isEqualTo("Patient/jane-doe");
        assertThat(post("/fhir/Device", tokenOf("adam"), device.formatted("Patient/nobody"))
                        .status())
                .isEqualTo(400);
    }
}
