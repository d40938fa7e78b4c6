package org.telemed.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FhirUriConventionTest {
    private final FhirUriConvention convention = new FhirUriConvention(Set.of("Encounter"), Set.of("$telemed-token"));

    @ParameterizedTest
    @CsvSource({
        "'', /fhir",
        "/, /fhir",
        "/metadata, /fhir/metadata",
        "/Encounter, /fhir/Encounter",
        "//Encounter/, /fhir/Encounter",
        "/Encounter/_search, /fhir/Encounter/_search",
        "/Encounter/17, /fhir/Encounter/{id}",
        "/Encounter/17/_history, /fhir/Encounter/{id}/_history",
        "/Encounter/17/_history/2, /fhir/Encounter/{id}/_history",
        "/Encounter/17/$telemed-token, /fhir/Encounter/{id}/$telemed-token",
        "/Encounter/$telemed-token, /fhir/Encounter/$telemed-token",
        "/Encounter/17/$guess, /fhir/Encounter/{id}/$other",
        "/Encounter/17/guess, /fhir/Encounter/{id}/other",
        "/$guess, /fhir/$other",
        "/Guess/17, /fhir/other",
        "/metadata/17, /fhir/other",
    })
    void no_id_and_no_invented_name_becomes_a_tag(String path, String template) {
        assertThat(convention.template(path)).isEqualTo(template);
    }
}
