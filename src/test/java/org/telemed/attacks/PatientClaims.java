package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Caller;

/** Somebody has {@code patient/} scopes and no patient, or says who it is in a way that must not count. */
public interface PatientClaims extends PatientRecords {

    static Stream<Map<String, Object>> withoutPatient() {
        return Stream.of(
                Map.of(),
                Map.of("fhirUser", "Practitioner/adam-careful"),
                Map.of("fhirUser", "Device/home-tablet"),
                Map.of("fhirUser", "RelatedPerson/none-such"),
                Map.of("fhirUser", "Person/jane-doe"),
                Map.of("fhirUser", "Group/jane-doe"),
                Map.of("fhirUser", "jane-doe"),
                Map.of("fhirUser", "https://evil.example/fhir/Patient/jane-doe"),
                Map.of("fhirUser", List.of(JANE)),
                Map.of("fhirUser", "Patient/jane-doe/Encounter"),
                Map.of("fhirUser", "Patient/jane-doe,max-elsewhere"),
                Map.of("fhirUser", "Patient?name=Doe"),
                Map.of("fhirUser", JANE, "patient", ""),
                Map.of("fhirUser", JANE, "patient", 7),
                Map.of("fhirUser", JANE, "patient", List.of("jane-doe")),
                Map.of("fhirUser", JANE, "patient", List.of("jane-doe", "max-elsewhere")),
                Map.of("fhirUser", JANE, "patient", Map.of("reference", JANE)),
                Map.of("fhirUser", JANE, "patient", "jane-doe max-elsewhere"),
                Map.of("fhirUser", JANE, "patient", "jane-doe,max-elsewhere"),
                Map.of("fhirUser", JANE, "patient", "*"),
                Map.of("fhirUser", JANE, "patient", "../Patient/jane-doe"),
                Map.of("fhirUser", JANE, "patient", "Practitioner/adam-careful"),
                Map.of("fhirUser", JANE, "patient", "https://evil.example/fhir/Patient/jane-doe"),
                Map.of("fhirUser", JANE, "patient", "#jane-doe"));
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.PatientClaims#withoutPatient")
    default void without_a_patient_the_scopes_grant_nothing(Map<String, Object> claims) {
        Caller caller = having(claims);
        for (String path : List.of(
                JANE,
                MAX,
                "Patient",
                "Encounter",
                "Encounter/visit-arrived",
                "Encounter/visit-eve",
                "Encounter/visit-arrived/_history",
                "Practitioner/adam-careful",
                "StructureDefinition",
                "_history",
                "Encounter?patient=jane-doe")) {
            assertRefused(caller.get(path), 403, "forbidden", "not-allowed");
        }
        assertRefused(caller.asksForToken("visit-arrived"), 403, "forbidden", "not-allowed");
        assertThat(caller.get(JANE).issue().path("diagnostics").asText()).contains("names no patient");
    }

    @Test
    default void a_launch_is_about_its_patient_and_not_about_the_user() {
        Caller max = having(Map.of("fhirUser", MAX, "patient", "jane-doe"));
        max.get(JANE).expecting(200);
        assertThat(max.get(MAX).status()).isEqualTo(404);
        Caller jane = having(Map.of("fhirUser", JANE, "patient", "none-such"));
        assertThat(jane.get(JANE).status()).isEqualTo(404);
        assertThat(idsIn(jane.get("Encounter"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"active\":false",
                "\"period\":{\"end\":\"2020-01-01\"}",
                "\"period\":{\"start\":\"2999-01-01\"}",
                "\"period\":{\"start\":\"2021-01-01\",\"end\":\"2020-01-01\"}",
                "\"_active\":{\"extension\":[{\"url\":\"urn:x\",\"valueString\":\"x\"}]}"
            })
    default void a_related_person_must_still_be_one(String element) {
        String person = "{\"resourceType\":\"RelatedPerson\",\"patient\":{\"reference\":\"" + JANE + "\"}";
        String good = isStored("RelatedPerson", person + ",\"period\":{\"start\":\"2020-01-01\"}}");
        String bad = isStored("RelatedPerson", person + "," + element + "}");
        having(Map.of("fhirUser", "RelatedPerson/" + good)).get(JANE).expecting(200);
        assertRefused(having(Map.of("fhirUser", "RelatedPerson/" + bad)).get(JANE), 403, "forbidden", "not-allowed");
    }

    @Test
    default void a_related_person_who_was_deleted_has_no_patient() {
        String id = isStored(
                "RelatedPerson", "{\"resourceType\":\"RelatedPerson\",\"patient\":{\"reference\":\"" + JANE + "\"}}");
        Caller caller = having(Map.of("fhirUser", "RelatedPerson/" + id));
        caller.get(JANE).expecting(200);
        as("clinic").deletes("RelatedPerson/" + id).expecting(200);
        assertRefused(caller.get(JANE), 403, "forbidden", "not-allowed");
    }

    @Test
    default void a_related_person_has_one_patient() {
        String id = isStored(
                "RelatedPerson", "{\"resourceType\":\"RelatedPerson\",\"patient\":{\"reference\":\"" + MAX + "\"}}");
        Caller caller = having(Map.of("fhirUser", "RelatedPerson/" + id));
        caller.get(MAX).expecting(200);
        assertThat(caller.get(JANE).status()).isEqualTo(404);
        caller.get("Encounter/visit-eve").expecting(200);
        assertThat(caller.get("Encounter/visit-arrived").status()).isEqualTo(404);
    }

    @Test
    default void each_of_mixed_scopes_has_its_own_bound() {
        String observation = isStored("Observation", observation(MAX, ""));
        Caller jane = janeWith("patient/Observation.rs", "user/Encounter.rs");
        jane.get("Encounter/visit-eve").expecting(200);
        assertThat(jane.get("Observation/" + observation).status()).isEqualTo(404);
        assertThat(idsIn(jane.get("Encounter?_id=visit-eve,visit-arrived")))
                .containsExactlyInAnyOrder("visit-eve", "visit-arrived");
        assertThat(jane.get("Observation?_count=200").expecting(200).body()).doesNotContain(SECRET);
        jane.get("Encounter/_history?_count=1").expecting(200);
        assertRefused(jane.get("Observation/_history"), 403, "forbidden", "not-allowed");
        assertRefused(jane.get("Encounter?_has:Observation:encounter:status=final"), 403, "forbidden", "not-allowed");
        assertRefused(jane.get(JANE), 403, "forbidden", "not-allowed");
        assertThat(jane.get("Encounter?_id=visit-eve&_revinclude=Observation:encounter")
                        .expecting(200)
                        .body())
                .doesNotContain(SECRET);
        assertThat(jane.get("Encounter/none-such").status()).isEqualTo(404);
    }
}
