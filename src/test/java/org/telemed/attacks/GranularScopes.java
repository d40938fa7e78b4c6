package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/** Somebody whose scopes are for one category of Observations asks for those of another category. */
public interface GranularScopes extends PatientRecords {
    String SYSTEM = "http://terminology.hl7.org/CodeSystem/observation-category";
    String LABORATORY = "patient/Observation.rs?category=" + SYSTEM + "|laboratory";
    String VITAL_SIGNS = "patient/Observation.rs?category=" + SYSTEM + "|vital-signs";

    @Test
    default void the_category_is_read_and_no_other() {
        String laboratory = anObservation(JANE, "laboratory");
        String social = anObservation(JANE, "social-history");
        String none = isStored("Observation", observation(JANE, ""));
        String max = anObservation(MAX, "laboratory");
        Caller jane = janeWith(LABORATORY);
        jane.get("Observation/" + laboratory).expecting(200);
        jane.get("Observation/" + laboratory + "/_history/1").expecting(200);
        for (String id : List.of(social, none, max, anUnknownId())) {
            for (String more : List.of("", "/_history", "/_history/1")) {
                assertThat(jane.get("Observation/" + id + more).status()).isEqualTo(404);
            }
        }
        assertRefused(jane.get(JANE), 403, "forbidden", "not-allowed");
        assertRefused(jane.get("Encounter"), 403, "forbidden", "not-allowed");
    }

    static Stream<String> searchesOfOneCategory() {
        return Stream.of(
                "Observation?_count=100",
                "Observation?category=social-history",
                "Observation?category:not=laboratory&_count=100",
                "Observation?category=laboratory,social-history&_count=100",
                "Observation?category:missing=true",
                "Observation?category=" + SYSTEM + "%7Csocial-history",
                "Observation?code:text=x&_count=100",
                "Observation?patient=jane-doe&_count=100",
                "Observation?_sort=category&_count=100",
                "Observation?_total=accurate&_count=100",
                "Observation?_summary=count",
                "Observation?_revinclude=Observation:has-member&_count=100",
                "Observation?_include=Observation:has-member&_count=100");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.GranularScopes#searchesOfOneCategory")
    default void a_search_finds_the_category_alone(String path) {
        String laboratory = anObservation(JANE, "laboratory");
        String hidden = anObservation(JANE, "social-history");
        String member = ",\"hasMember\":[{\"reference\":\"Observation/" + hidden + "\"}]";
        isStored("Observation", observation(JANE, category("laboratory") + member));
        anObservation(MAX, "laboratory");
        Caller jane = janeWith(LABORATORY);
        int granted = jane.get("Observation?_summary=count&category=laboratory")
                .json()
                .path("total")
                .asInt();
        for (Answer answer : List.of(jane.get(path), jane.post("", batchOf(path)))) {
            assertThat(answer.expecting(200).body()).doesNotContain("\"social-history\"", "\"id\":\"" + hidden, SECRET);
            int total = answer.json()
                    .path("total")
                    .asInt(answer.json().at("/entry/0/resource/total").asInt(0));
            assertThat(total).isLessThanOrEqualTo(granted);
        }
        assertThat(idsIn(jane.get("Observation?_id=" + laboratory))).containsExactly(laboratory);
        assertThat(idsIn(jane.get("Observation?_id=" + hidden))).isEmpty();
    }

    @Test
    default void several_scopes_are_their_union() {
        String laboratory = anObservation(JANE, "laboratory");
        String vital = anObservation(JANE, "vital-signs");
        String social = anObservation(JANE, "social-history");
        String ids = "Observation?_id=" + laboratory + "," + vital + "," + social;
        assertThat(idsIn(janeWith(LABORATORY, VITAL_SIGNS).get(ids))).containsExactlyInAnyOrder(laboratory, vital);
        assertThat(idsIn(janeWith(LABORATORY, "patient/*.rs").get(ids)))
                .containsExactlyInAnyOrder(laboratory, vital, social);
        Caller whole = janeWith(LABORATORY, "user/Observation.rs");
        assertThat(idsIn(whole.get(ids))).containsExactlyInAnyOrder(laboratory, vital, social);
    }

    @Test
    default void a_user_s_category_is_of_every_patient() {
        String laboratory = anObservation(MAX, "laboratory");
        String social = anObservation(MAX, "social-history");
        Caller doctor = having(Map.of(
                "fhirUser",
                "Practitioner/adam-careful",
                "scope",
                List.of("user/Observation.rs?category=" + SYSTEM + "|laboratory")));
        doctor.get("Observation/" + laboratory).expecting(200);
        assertThat(doctor.get("Observation/" + social).status()).isEqualTo(404);
        assertThat(idsIn(doctor.get("Observation?_id=" + laboratory + "," + social)))
                .containsExactly(laboratory);
        assertRefused(doctor.get("Observation/_history"), 403, "forbidden", "not-allowed");
        Caller mixed = having(Map.of(
                "fhirUser",
                JANE,
                "scope",
                List.of("user/Observation.rs?category=" + SYSTEM + "|laboratory", "patient/Observation.rs")));
        String own = anObservation(JANE, "social-history");
        mixed.get("Observation/" + laboratory).expecting(200);
        mixed.get("Observation/" + own).expecting(200);
        assertThat(mixed.get("Observation/" + social).status()).isEqualTo(404);
        assertThat(idsIn(mixed.get("Observation?_count=100&patient=" + JANE + "&_id=" + own)))
                .containsExactly(own);
        assertThat(idsIn(mixed.get("Observation?_id=" + own + "," + laboratory + "," + social)))
                .containsExactly(laboratory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient/Observation.rs?code=http://loinc.org|1234-5",
                "patient/Observation.rs?status=final",
                "patient/Observation.rs?category=laboratory&status=final",
                "patient/Observation.rs?category=laboratory&category=vital-signs",
                "patient/Observation.rs?category=laboratory,social-history",
                "patient/Observation.rs?category:not=laboratory",
                "patient/Observation.rs?category:missing=true",
                "patient/Observation.rs?category=",
                "patient/Observation.rs?category",
                "patient/Observation.rs?",
                "patient/Observation.rs?Category=laboratory",
                "patient/Observation.rs?category=laboratory%26status=final",
                "patient/Observation.rs?category=laboratory%2Csocial-history",
                "patient/Observation.rs?_category=laboratory",
                "patient/Observation.rs?category=%",
                "patient/Observation.read?category=laboratory",
                "patient/*.rs?category=laboratory",
                "patient/Observation.sr",
                "patient/Observation.rsx",
                "patient/observation.rs",
                "PATIENT/Observation.rs",
                "patient/.rs",
                "patient/Patient.rs?category=laboratory",
                "user/Observation.cud?category=laboratory",
                "patient//Observation.rs",
                "patient/Observation.rs#x",
                "openid",
                "launch/patient"
            })
    default void a_scope_that_is_not_understood_grants_nothing(String scope) {
        String own = anObservation(JANE, "laboratory");
        Caller jane = janeWith(scope);
        for (String path : List.of("Observation/" + own, "Observation", "Observation?category=laboratory", JANE)) {
            assertRefused(jane.get(path), 403, "forbidden", "not-allowed");
        }
        assertRefused(jane.post("Observation", observation(JANE, "")), 403, "forbidden", "not-allowed");
    }

    private String anObservation(String subject, String code) {
        return isStored("Observation", observation(subject, category(code)));
    }
}
