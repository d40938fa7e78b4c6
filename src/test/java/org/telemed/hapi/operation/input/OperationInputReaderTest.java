package org.telemed.hapi.operation.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.telemed.fhir.EncounterFixture.aVisit;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class OperationInputReaderTest {
    private static final int LARGEST = 1 << 20;
    private static final String FHIR_JSON = "application/fhir+json";
    private static final Set<String> ALL = Set.of("encounter", "maxParticipants", "encounterId", "waitingRoom");

    static Stream<String> bodies() {
        return Stream.of(
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}",
                "{\"resourceType\":\"encounter\"}",
                "{\"resourceType\":\"Nothing\"}",
                "{\"resourceType\":17}",
                "{\"resourceType\":[\"Encounter\"]}",
                "{\"resourceType\":\"Encounter\"",
                "{\"resourceType\":\"Encounter\",\"status\":{\"value\":\"planned\"}}",
                "null",
                "17",
                "\"Encounter\"",
                "[{\"resourceType\":\"Encounter\",\"status\":\"planned\"}]",
                "<Encounter/>",
                "nonsense",
                "\u0000\u0000\u0000",
                "\uFEFF",
                "{}{}",
                nested(2_000),
                nested(40_000),
                "[".repeat(500_000));
    }

    static Stream<String> parameters() {
        return Stream.of(
                "{\"name\":\"encounter\"}",
                "{\"name\":\"encounter\",\"valueString\":\"visit-arrived\"}",
                "{\"name\":\"encounter\",\"valueReference\":{\"reference\":\"Encounter/visit-arrived\"}}",
                "{\"name\":\"encounter\",\"resource\":{\"resourceType\":\"Patient\"}}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"encounter\",\"resource\":VISIT}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"other\",\"valueString\":\"x\"}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"valueString\":\"x\"}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"maxParticipants\",\"valueString\":\"many\"}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"maxParticipants\",\"valueString\":\"3\"}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"maxParticipants\",\"valueDecimal\":3}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"maxParticipants\",\"valueCoding\":{}}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"maxParticipants\",\"valuePositiveInt\":51}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"waitingRoom\",\"valueString\":\"true\"}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"waitingRoom\",\"valueCode\":\"true\"}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"waitingRoom\",\"valueBoolean\":1}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"waitingRoom\",\"valueInteger\":1}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"waitingRoom\",\"valueCoding\":{}}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"waitingRoom\"}",
                "{\"name\":\"encounter\",\"resource\":VISIT},{\"name\":\"waitingRoom\",\"valueBoolean\":true},"
                        + "{\"name\":\"waitingRoom\",\"valueBoolean\":true}",
                "{\"name\":\"encounter\",\"part\":[{\"name\":\"encounter\",\"resource\":VISIT}]}");
    }

    static Stream<String> types() {
        return Stream.of(
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/octet-stream",
                "image/png",
                "nonsense",
                "application/fhir+turtle");
    }

    static Stream<Arguments> bodiesInEveryRelease() {
        return inEveryRelease(bodies());
    }

    static Stream<Arguments> parametersInEveryRelease() {
        return inEveryRelease(parameters());
    }

    static Stream<Arguments> typesInEveryRelease() {
        return inEveryRelease(types());
    }

    @ParameterizedTest
    @MethodSource("bodiesInEveryRelease")
    void a_body_that_is_no_encounter_is_refused(FhirRelease release, String body) {
        assertRefused(release, FHIR_JSON, body);
    }

    @ParameterizedTest
    @MethodSource("parametersInEveryRelease")
    void parameters_that_make_no_sense_are_refused(FhirRelease release, String parameters) {
        assertRefused(release, FHIR_JSON, inParameters(parameters.replace("VISIT", aVisit().json(release))));
    }

    @ParameterizedTest
    @MethodSource("typesInEveryRelease")
    void a_body_of_another_type_is_refused(FhirRelease release, String type) {
        assertRefused(release, type, aVisit().json(release));
    }

    @EveryRelease
    void an_encounter_is_read_bare_and_from_parameters(FhirRelease release) {
        String visit = aVisit().json(release);
        assertThat(read(release, FHIR_JSON, visit).encounter()).isPresent();
        OperationInput wrapped = read(
                release,
                FHIR_JSON,
                inParameters("{\"name\":\"encounter\",\"resource\":" + visit
                        + "},{\"name\":\"maxParticipants\",\"valuePositiveInt\":3}"
                        + ",{\"name\":\"waitingRoom\",\"valueBoolean\":false}"));
        assertThat(wrapped.encounter()).isPresent();
        assertThat(wrapped.maxParticipants()).contains(3);
        assertThat(wrapped.waitingRoom()).contains(false);
    }

    @EveryRelease
    void nothing_is_nothing(FhirRelease release) {
        assertThat(read(release, FHIR_JSON, " "))
                .isEqualTo(new OperationInput(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Map.of()));
    }

    @EveryRelease
    void a_body_over_the_limit_is_too_large(FhirRelease release) {
        assertThatThrownBy(() -> read(release, FHIR_JSON, " ".repeat(LARGEST + 1)))
                .isInstanceOf(TelemedException.class)
                .extracting(refused -> ((TelemedException) refused).reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    private static Stream<Arguments> inEveryRelease(Stream<String> values) {
        return values.flatMap(value -> Stream.of(FhirRelease.values()).map(release -> Arguments.of(release, value)));
    }

    private static void assertRefused(FhirRelease release, String type, String body) {
        assertThatThrownBy(() -> read(release, type, body))
                .isInstanceOf(TelemedException.class)
                .extracting(refused -> ((TelemedException) refused).reason())
                .isEqualTo(Reason.BAD_REQUEST);
    }

    private static OperationInput read(FhirRelease release, String type, String body) {
        MockHttpServletRequest http = new MockHttpServletRequest("POST", "/fhir/Encounter/$create-telemed-room");
        http.addHeader("Content-Type", type);
        ServletRequestDetails request = new ServletRequestDetails();
        request.setServletRequest(http);
        request.setParameters(Map.of());
        return new OperationInputReader(release.context(), LARGEST).read(request, body.getBytes(UTF_8), ALL);
    }

    private static String inParameters(String parameters) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[%s]}".formatted(parameters);
    }

    private static String nested(int depth) {
        return "{\"resourceType\":\"Encounter\",\"status\":\"planned\","
                + "\"extension\":[{\"url\":\"x\",".repeat(depth / 2)
                + "\"valueString\":\"x\""
                + "}]".repeat(depth / 2)
                + "}";
    }
}
