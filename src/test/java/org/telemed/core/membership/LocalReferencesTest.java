package org.telemed.core.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalReferencesTest {
    private static final String BASE = "https://telemed.example/fhir";
    private static final Optional<ResourceReference> ADAM = Optional.of(new ResourceReference("Practitioner", "adam"));

    private final LocalReferences references = new LocalReferences(List.of(BASE));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Practitioner/adam",
                "Practitioner/adam/_history/3",
                "https://telemed.example/fhir/Practitioner/adam",
                "https://telemed.example/fhir/Practitioner/adam/_history/3"
            })
    void a_reference_to_this_server_names_somebody(String reference) {
        assertThat(references.read(reference)).isEqualTo(ADAM);
    }

    @Test
    void a_base_ends_with_a_slash_or_not() {
        assertThat(new LocalReferences(List.of(BASE + "/")).read(BASE + "/Practitioner/adam"))
                .isEqualTo(ADAM);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_base_may_lie_below_another(boolean outerFirst) {
        List<String> bases = outerFirst ? List.of(BASE, BASE + "/t1") : List.of(BASE + "/t1", BASE);
        LocalReferences nested = new LocalReferences(bases);
        assertThat(nested.read(BASE + "/t1/Practitioner/adam")).isEqualTo(ADAM);
        assertThat(nested.read(BASE + "/Practitioner/adam")).isEqualTo(ADAM);
    }

    @Test
    void without_a_base_only_relative_references_are_local() {
        LocalReferences none = new LocalReferences(List.of());
        assertThat(none.read("Practitioner/adam")).isEqualTo(ADAM);
        assertThat(none.read(BASE + "/Practitioner/adam")).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "adam",
                "Practitioner",
                "Practitioner/",
                "/Practitioner/adam",
                " Practitioner/adam",
                "Practitioner/adam ",
                "Practitioner/adam\n",
                "Practitioner/adam/",
                "Practitioner/adam/_history/",
                "Practitioner/adam/_history/1/2",
                "Practitioner/adam/name",
                "practitioner/adam",
                "P/adam",
                "Prac titioner/adam",
                "Practitioner/ad_am",
                "Practitioner/ad%61m",
                "Practitioner?identifier=x|1",
                "Practitioner/adam?x=1",
                "Practitioner/adam#x",
                "#adam",
                "#",
                "urn:uuid:8f0e2c2a-3f1e-4f0e-9b0a-0c1d2e3f4a5b",
                "urn:oid:1.2.3",
                "https://telemed.example/fhir",
                "https://telemed.example/fhir/",
                "https://telemed.example/Practitioner/adam",
                "https://telemed.example/fhir/t1/Practitioner/adam",
                "https://telemed.example/fhir//Practitioner/adam",
                "https://telemed.example/fhir/../fhir/Practitioner/adam",
                "https://telemed.example/fhirPractitioner/adam",
                "https://telemed.example/fhir2/Practitioner/adam",
                "https://telemed.example.evil.example/fhir/Practitioner/adam",
                "https://evil.example/https://telemed.example/fhir/Practitioner/adam",
                "https://user@telemed.example/fhir/Practitioner/adam",
                "https://telemed.example:443/fhir/Practitioner/adam",
                "http://telemed.example/fhir/Practitioner/adam",
                "HTTPS://telemed.example/fhir/Practitioner/adam",
                "https://Telemed.example/fhir/Practitioner/adam",
                "//telemed.example/fhir/Practitioner/adam"
            })
    void anything_else_names_nobody_here(String reference) {
        assertThat(references.read(reference)).isEmpty();
    }

    @Test
    void a_base_without_path_is_no_prefix_of_a_longer_host() {
        LocalReferences host = new LocalReferences(List.of("https://base"));
        assertThat(host.read("https://base.evil/Practitioner/adam")).isEmpty();
        assertThat(host.read("https://base/Practitioner/adam")).isEqualTo(ADAM);
    }

    @Test
    void case_matters() {
        assertThat(references.read("Practitioner/Adam")).isNotEqualTo(ADAM);
    }

    @Test
    void an_id_has_at_most_64_characters() {
        assertThat(references.read("Patient/" + "x".repeat(64))).isPresent();
        assertThat(references.read("Patient/" + "x".repeat(65))).isEmpty();
    }

    @Test
    void a_profile_reads_as_its_reference() {
        assertThat(ADAM).get().hasToString("Practitioner/adam");
    }

    @ParameterizedTest
    @CsvSource({"practitioner, adam", "Practitioner, ad/am", "Practitioner, ''", "'', adam", "P, adam"})
    void a_profile_is_a_type_and_an_id(String type, String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ResourceReference(type, id));
    }
}
