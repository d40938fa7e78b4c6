package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;

/** Entries of a batch or transaction that cannot be processed: the reason for those who may, and 403 for the others. */
public interface MalformedEntries extends Acceptance {

    String NO_ENCOUNTERS = "user/Patient.cruds";

    @ParameterizedTest
    @CsvSource({
        "POST, Encounter/$create-telemed-room?x",
        "PUT, Encounter/$create-telemed-room",
        "DELETE, Encounter/visit-planned/$end-telemed-room",
        "POST, http://localhost/fhir/Encounter/$create-telemed-room",
        "POST, /fhir/Encounter/$create-telemed-room",
        "POST, Encounter//$create-telemed-room",
        "POST, encounter/$create-telemed-room",
        "POST, Encounter/$CREATE-telemed-room/",
        "GET, Encounter/a/b/$telemed-token",
        "GET, Encounter%2Fvisit-planned%2F$telemed-token",
        "GET, Patient/$telemed-token#x",
        "POST, $create-telemed-room;x=1",
    })
    default void an_operation_of_ours_is_refused_however_it_is_written(String method, String url) {
        String encounter = "\"resource\":" + aVisitOfJaneWithAdam().json(host().release()) + ",";
        for (String type : List.of("batch", "transaction")) {
            for (String resource : List.of("", encounter)) {
                String bundle = bundle(
                        type, "{%s\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}".formatted(resource, method, url));
                assertRefused(
                        changingNothing(() -> as("adam").post("", bundle)), 422, "not-supported", "not-in-bundle");
                assertRefused(
                        with(host().tokenOf("adam", NO_ENCOUNTERS)).post("", bundle), 403, "forbidden", "not-allowed");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | method",
                "{\"resource\":VISIT} | method",
                "{\"request\":{\"method\":\"POST\"},\"resource\":VISIT} | url",
                "{\"request\":{\"url\":\"Encounter\"},\"resource\":VISIT} | method",
                "{\"request\":{\"method\":\"PUT\",\"url\":\"Encounter\"},\"resource\":VISIT} | url",
                "{\"request\":{\"method\":\"GET\",\"url\":\"./Encounter/visit-planned\"}} | url",
                "{\"request\":{\"method\":\"POST\",\"url\":\"Patient\"},\"resource\":VISIT} | resource",
                "{\"request\":{\"method\":\"PUT\",\"url\":\"Encounter/x\",\"ifMatch\":\"foo\"},\"resource\":VISIT} | ifMatch",
            })
    default void a_malformed_entry_is_refused_by_its_place(String entry, String place) {
        String visit = aVisitOfJaneWithAdam().withId("x").json(host().release());
        for (String type : List.of("batch", "transaction")) {
            String bundle = bundle(type, entry.replace("VISIT", visit));
            Answer answer = changingNothing(() -> as("adam").post("", bundle));
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.issue().path("diagnostics").asText()).contains("Bundle.entry[0]", place);
            assertRefused(
                    with(host().tokenWith(Map.of("sub", "adam", "scope", "openid")))
                            .post("", bundle),
                    403,
                    "forbidden",
                    "not-allowed");
        }
    }

    @Test
    default void a_malformed_entry_does_not_hide_that_another_is_not_allowed() {
        String entries = "{},{\"request\":{\"method\":\"DELETE\",\"url\":\"Encounter/visit-planned\"}}";
        assertRefused(
                with(host().tokenOf("adam", NO_ENCOUNTERS)).post("", bundle("batch", entries)),
                403,
                "forbidden",
                "not-allowed");
    }

    @Test
    default void a_bundle_without_type_is_refused() {
        String bundle =
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"request\":{\"method\":\"POST\",\"url\":\"Encounter\"},\"resource\":"
                        + aVisitOfJaneWithAdam().json(host().release()) + "}]}";
        Answer answer = changingNothing(() -> as("adam").post("", bundle));
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.issue().path("diagnostics").asText()).contains("Bundle.type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Encounter", "Encounter/$create-telemed-room"})
    default void a_search_in_a_reference_that_is_not_allowed_is_refused_by_its_type(String path) {
        String visit = aVisitOfJaneWithAdam()
                .withParticipant("Practitioner?identifier=x|y")
                .json(host().release());
        String body = path.isEmpty()
                ? bundle(
                        "transaction",
                        "{\"request\":{\"method\":\"POST\",\"url\":\"Encounter\"},\"resource\":" + visit + "}")
                : visit;
        Answer answer = changingNothing(
                () -> with(host().tokenOf("adam", "user/Encounter.cruds")).post(path, body));
        assertRefused(answer, 403, "forbidden", "not-allowed");
        assertThat(answer.issue().path("diagnostics").asText()).contains("Practitioner");
    }

    private static String bundle(String type, String entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + entries + "]}";
    }
}
