package org.telemed.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class ElementNameCheckTest {
    private static final String OF_ANY = "The parameter _elements names an element that no resource has.";
    private static final String OF_ENCOUNTER = "The parameter _elements names an element that Encounter does not have.";

    @EveryRelease
    void an_element_of_the_type_is_none_to_complain_of(FhirRelease release) {
        for (String name : List.of(
                "status",
                "id",
                "identifier.value",
                "participant.period.start",
                "Encounter",
                "Encounter.status",
                "Encounter.identifier.system",
                "Bundle.entry.link",
                "*",
                "*.meta",
                "*.name.family",
                "extension",
                "extension.value",
                "extension.valueString",
                "extension.valuePeriod.start",
                "modifierExtension",
                "modifierExtension.url",
                "status, subject ,,type",
                "",
                " ")) {
            assertThat(problem(release, "Encounter", name)).as(name).isEmpty();
        }
        assertThat(problem(release, "Patient", "deceased")).isEmpty();
        assertThat(problem(release, "Patient", "deceasedBoolean")).isEmpty();
    }

    @EveryRelease
    void an_element_that_the_type_does_not_have_is_named_by_nobody(FhirRelease release) {
        for (String name : List.of(
                "birthDate",
                "secret",
                "identifier.secret",
                "identifier.",
                "status.value",
                "status.value.x",
                "Encounter.birthDate",
                "Patient.period",
                "Secret.status",
                "*.secret",
                "extensions",
                "extension.secret",
                "modifierExtension.secret",
                "status,secret",
                "secret,status")) {
            assertThat(problem(release, "Encounter", name)).as(name).startsWith(OF_ENCOUNTER);
        }
        assertThat(problem(release, "Encounter", "status", "secret")).isEqualTo(OF_ENCOUNTER);
    }

    @EveryRelease
    void the_nearest_element_is_suggested(FhirRelease release) {
        assertThat(problem(release, "Encounter", "stauts")).isEqualTo(OF_ENCOUNTER + " Did you mean status?");
    }

    @EveryRelease
    void without_a_type_an_element_of_any_will_do(FhirRelease release) {
        for (String name : List.of("birthDate", "status", "name.family", "Patient.birthDate", "*.birthDate")) {
            assertThat(problem(release, null, name)).as(name).isEmpty();
        }
        for (String name : List.of("secret", "Encounter.birthDate", "name.secret", "stauts")) {
            assertThat(problem(release, null, name)).as(name).isEqualTo(OF_ANY);
        }
    }

    private static String problem(FhirRelease release, @Nullable String type, String... values) {
        return new ElementNameCheck(release.context())
                .problem(type, List.of(values))
                .orElse("");
    }
}
