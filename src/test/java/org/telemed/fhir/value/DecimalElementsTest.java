package org.telemed.fhir.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class DecimalElementsTest {

    @EveryRelease
    void a_quantity_holds_a_decimal_wherever_it_stands(FhirRelease release) {
        DecimalElements decimals = new DecimalElements(release.context());

        for (String parent : List.of("length", "valueQuantity", "low", "doseQuantity", "valueAge", "valueMoney")) {
            assertThat(decimals.contains(parent, "value")).as(parent).isTrue();
        }
        assertThat(decimals.contains("length", "unit")).isFalse();
        assertThat(decimals.contains("length", "code")).isFalse();
    }

    @EveryRelease
    void an_extension_may_hold_one(FhirRelease release) {
        DecimalElements decimals = new DecimalElements(release.context());

        for (String parent : List.of("extension", "modifierExtension", "parameter", "part")) {
            assertThat(decimals.contains(parent, "valueDecimal")).as(parent).isTrue();
            assertThat(decimals.contains(parent, "valueString")).as(parent).isFalse();
        }
    }

    @EveryRelease
    void a_resource_and_its_parts_hold_some(FhirRelease release) {
        DecimalElements decimals = new DecimalElements(release.context());

        assertThat(decimals.contains("", "score")).as("TestReport").isTrue();
        assertThat(decimals.contains("lensSpecification", "sphere")).isTrue();
        assertThat(decimals.contains("position", "latitude")).isTrue();
        assertThat(decimals.contains("valuedItem", "factor"))
                .as("Contract.term.asset.valuedItem")
                .isTrue();
        assertThat(decimals.contains("prediction", "probabilityDecimal")).isTrue();
    }

    @EveryRelease
    void what_looks_like_a_number_elsewhere_is_none(FhirRelease release) {
        DecimalElements decimals = new DecimalElements(release.context());

        assertThat(decimals.contains("identifier", "value")).isFalse();
        assertThat(decimals.contains("telecom", "value")).isFalse();
        assertThat(decimals.contains("", "id")).isFalse();
        assertThat(decimals.contains("", "status")).isFalse();
        assertThat(decimals.contains("type", "text")).isFalse();
    }
}
