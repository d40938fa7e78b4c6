package org.telemed.core.encounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

class EncounterIdTest {
    private static final String LONGEST = "x".repeat(64);

    @ParameterizedTest
    @ValueSource(strings = {"1", "visit-1", "A.b-9", "8f0e2c2a-3f1e-4f0e-9b0a-0c1d2e3f4a5b", "Encounter"})
    void a_fhir_id_is_an_id_with_or_without_its_type(String id) {
        assertThat(EncounterId.parse(id)).hasToString(id);
        assertThat(EncounterId.parse("Encounter/" + id)).isEqualTo(new EncounterId(id));
    }

    @Test
    void an_id_has_at_most_64_characters() {
        assertThat(EncounterId.parse(LONGEST).value()).isEqualTo(LONGEST);
        assertBadRequest(LONGEST + "x");
        assertBadRequest("Encounter/" + LONGEST + "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Encounter/",
                "visit 1",
                "visit_1",
                " visit-1",
                "visit-1\n",
                "visit-1\"",
                "'visit-1'",
                "visit/1",
                "visit\\1",
                "visit%2F1",
                "%",
                "visité",
                "encounter/visit-1",
                "Patient/visit-1",
                "Encounter/Encounter/visit-1",
                "/Encounter/visit-1",
                "Encounter/visit-1/",
                "Encounter/visit-1/_history/1",
                "visit-1/_history/1",
                "https://telemed.example/fhir/Encounter/visit-1",
                "https://evil.example/Encounter/visit-1",
                "Encounter?identifier=1",
                "urn:uuid:8f0e2c2a-3f1e-4f0e-9b0a-0c1d2e3f4a5b",
                "#visit-1",
                "visit-1#x",
                "visit-1?x"
            })
    void anything_else_is_a_bad_request(String text) {
        assertBadRequest(text);
    }

    private static void assertBadRequest(String text) {
        TelemedException refusal = catchThrowableOfType(TelemedException.class, () -> EncounterId.parse(text));
        assertThat(refusal.reason()).isEqualTo(Reason.BAD_REQUEST);
        assertThat(refusal.message()).contains("1 to 64 letters");
    }

    @Test
    void an_id_in_another_partition_is_another() {
        EncounterId visit = new EncounterId("visit-1");
        assertThat(visit.partition()).isEmpty();
        assertThat(visit.in("7"))
                .isNotEqualTo(visit)
                .isNotEqualTo(visit.in("8"))
                .isEqualTo(visit.in("7"));
        assertThat(visit.in("7").value()).isEqualTo("visit-1");
    }

    @Test
    void text_that_may_be_no_id_is_one_or_nothing() {
        assertThat(EncounterId.ifValid("visit-1")).contains(new EncounterId("visit-1"));
        assertThat(EncounterId.ifValid("visit 1")).isEmpty();
    }

    @Test
    void a_partition_has_a_number() {
        assertThatThrownBy(() -> new EncounterId("visit-1", "clinic")).isInstanceOf(IllegalArgumentException.class);
        assertThat(EncounterId.ifValid("visit-1", "clinic")).isEmpty();
        assertThat(EncounterId.ifValid("visit-1", "7")).contains(new EncounterId("visit-1", "7"));
    }
}
