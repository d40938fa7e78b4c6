package org.telemed.core.encounter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncounterPhaseTest {
    @ParameterizedTest
    @CsvSource({
        "planned, PLANNED",
        "arrived, OPEN",
        "triaged, OPEN",
        "in-progress, OPEN",
        "onleave, OPEN",
        "finished, CLOSED",
        "cancelled, CLOSED",
        "entered-in-error, CLOSED",
        "unknown, UNKNOWN"
    })
    void every_status_of_R4_and_R4B_has_its_phase(String status, EncounterPhase phase) {
        assertThat(EncounterPhase.ofStatus(status)).isEqualTo(phase);
    }

    @ParameterizedTest
    @CsvSource({
        "planned, PLANNED",
        "in-progress, OPEN",
        "on-hold, OPEN",
        "completed, CLOSED",
        "discharged, CLOSED",
        "discontinued, CLOSED",
        "cancelled, CLOSED",
        "entered-in-error, CLOSED",
        "unknown, UNKNOWN"
    })
    void every_status_of_R5_has_its_phase(String status, EncounterPhase phase) {
        assertThat(EncounterPhase.ofStatus(status)).isEqualTo(phase);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "Planned", "in progress", "onhold", "active"})
    void what_is_no_status_is_unknown(String status) {
        assertThat(EncounterPhase.ofStatus(status)).isEqualTo(EncounterPhase.UNKNOWN);
    }

    static Stream<Arguments> statusesOfTheModels() {
        Stream<String> r4 = Arrays.stream(org.hl7.fhir.r4.model.Encounter.EncounterStatus.values())
                .filter(status -> status != org.hl7.fhir.r4.model.Encounter.EncounterStatus.NULL)
                .map(org.hl7.fhir.r4.model.Encounter.EncounterStatus::toCode);
        Stream<String> r4b = Arrays.stream(org.hl7.fhir.r4b.model.Encounter.EncounterStatus.values())
                .filter(status -> status != org.hl7.fhir.r4b.model.Encounter.EncounterStatus.NULL)
                .map(org.hl7.fhir.r4b.model.Encounter.EncounterStatus::toCode);
        Stream<String> r5 = Arrays.stream(org.hl7.fhir.r5.model.Enumerations.EncounterStatus.values())
                .filter(status -> status != org.hl7.fhir.r5.model.Enumerations.EncounterStatus.NULL)
                .map(org.hl7.fhir.r5.model.Enumerations.EncounterStatus::toCode);
        return Stream.of(r4, r4b, r5).flatMap(statuses -> statuses).distinct().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("statusesOfTheModels")
    void no_status_that_fhir_knows_was_forgotten(String status) {
        assertThat(EncounterPhase.ofStatus(status) == EncounterPhase.UNKNOWN).isEqualTo(status.equals("unknown"));
    }

    @Test
    void the_models_know_statuses_at_all() {
        assertThat(statusesOfTheModels()).hasSizeGreaterThan(10);
    }
}
