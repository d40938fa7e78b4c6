package org.telemed.server.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchPathCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter",
                "Encounter.status",
                "Encounter.identifier[0].value",
                "Encounter.identifier.where(system = 'http://example.org/(x)' and value.exists()).first().value",
                "Encounter.identifier.where(value = 'it\\'s matches(x)').value",
                "Patient.name.where((use = 'official') or (use = 'usual')).given.first()",
                "Patient.deceased.ofType(boolean)",
                "Patient.extension('http://example.org/x').value",
                "Encounter.`identifier`.where(value.startsWith('a')).exists()",
                "Observation.value.as(Quantity).value"
            })
    void what_finds_an_element_in_one_pass_is_taken(String path) {
        assertThat(PatchPathCheck.problem(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter.identifier.where(value.matches('(.*a){12}$')).value",
                "Encounter.identifier.where(value.matches ('x')).value",
                "Encounter.identifier.where(value.replaceMatches('.', 'xxxxxxxxxx').length() > 0)",
                "Encounter.identifier.where(value.replace('', 'xx').length() > 0)",
                "Encounter.repeat(identifier)",
                "Encounter.descendants()",
                "Encounter.identifier.where(%resource.identifier.count() > 1)",
                "Encounter.identifier.where(identifier.where(value = 'x').exists())",
                "Encounter.identifier.where((type.coding.exists(code = 'a')))",
                "Encounter.identifier.select($this | $this)",
                "Encounter.identifier/* x */",
                "Encounter.partOf.resolve()",
                "Encounter.trace('x')",
                "Encounter.identifier.combine(identifier)"
            })
    void what_could_cost_much_is_refused(String path) {
        assertThat(PatchPathCheck.problem(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 200})
    void so_is_a_long_one(int functions) {
        assertThat(PatchPathCheck.problem("Encounter" + ".first()".repeat(functions)))
                .isPresent();
    }
}
