package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.Http;
import org.telemed.attacks.RawHttp.Reply;

/** NUL, which PostgreSQL refuses, and other control characters, wherever a URL stands: each answer is 400 and names the place. */
public interface ControlCharactersInUrls extends Acceptance {

    String PATIENT = "{\"resourceType\":\"Patient\"}";
    String JSON_PATCH = "application/json-patch+json";

    static Stream<String> controls() {
        return Stream.of("%00", "%01", "%08", "%0b", "%0E", "%1F", "%7F", "%C2%80", "%c2%9f", "%EF%BF%BE", "%EF%BF%BF");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ControlCharactersInUrls#controls")
    default void in_paths_and_queries(String control) {
        for (String path : List.of(
                "/fhir/Patient/a" + control,
                "/fhir/Patient/a" + control + "/_history",
                "/fhir/Patient/a/_history/1" + control,
                "/fhir/Patient" + control,
                "/fhir/Encounter/a/$telemed-token" + control,
                "/fhir/Patient?family=a" + control,
                "/fhir/Patient?family" + control + "=a",
                "/fhir/Patient?_id=" + control + "a",
                "/fhir/Encounter?subject:Patient.name=a" + control,
                "/fhir/Encounter?_has:Observation:encounter:code=" + control,
                "/fhir/Encounter/_history?_since=" + control,
                "/fhir/Encounter/$telemed-token?encounterId=a" + control,
                "/fhir/metadata?mode=full" + control,
                "/v1/telemed/token?encounterId=a" + control,
                "/actuator/health" + control)) {
            for (String method : List.of("GET", "POST")) {
                Reply reply = RawHttp.send(host(), method, path, host().tokenOf("adam"));
                assertThat(reply.status()).as(method + " " + path).isEqualTo(400);
                assertThat(reply.body()).containsAnyOf("path", "query").doesNotContain("<html", "Exception");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ControlCharactersInUrls#controls")
    default void in_conditions_and_forms(String control) {
        Caller adam = as("adam");
        String condition = "Patient?family=a" + control;
        List<Answer> queries =
                List.of(adam.put(condition, PATIENT), adam.patch(condition, JSON_PATCH, "[]"), adam.deletes(condition));
        List<Answer> others = List.of(
                adam.send(adam.request("Patient")
                        .header("Content-Type", Http.FHIR_JSON)
                        .header("If-None-Exist", "family=a" + control)
                        .POST(BodyPublishers.ofString(PATIENT))),
                adam.send(adam.request("Patient/_search")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("family=a" + control))));
        queries.forEach(answer -> assertNamed(answer, "query"));
        others.forEach(answer -> assertNamed(answer, "The parameter family"));
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ControlCharactersInUrls#controls")
    default void in_entries_of_bundles(String control) {
        String url = "Bundle.entry[0].request.url";
        for (String type : List.of("batch", "transaction")) {
            for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "POST")) {
                assertNamed(sent(type, method, "Patient/a" + control, ""), url);
                assertNamed(sent(type, method, "Patient?family=a" + control, ""), url);
            }
            assertNamed(
                    sent(type, "POST", "Patient", ",\"ifNoneExist\":\"family=a" + control + "\""),
                    "Bundle.entry[0].request.ifNoneExist");
        }
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ControlCharactersInUrls#controls")
    default void in_references_that_search(String control) {
        String visit =
                aVisitOfJaneWithAdam().withSubject("Patient?family=a" + control).json(host().release());
        String place = "subject.reference";
        assertNamed(as("adam").post("Encounter", visit), place);
        assertNamed(changingNothing(() -> as("adam").createsRoomFor(visit)), place);
        assertNamed(
                changingNothing(() -> as("adam")
                        .createsRoomFor(parameters("{\"name\":\"encounter\",\"resource\":%s}".formatted(visit)))),
                place);
        Answer v1 = changingNothing(() -> host().http()
                .send("POST", "/v1/telemed/room", host().tokenOf("adam"), "{\"encounter\":" + visit + "}"));
        assertThat(v1.expecting(400).json().path("message").asText()).contains(place);
    }

    /** FHIR allows them in text. */
    @ParameterizedTest
    @ValueSource(strings = {"%09", "%0A", "%0D%0A", "%C2%A0", "%E2%80%A8", "%F0%9F%98%80"})
    default void tabs_line_breaks_and_other_characters_may_be_searched_for(String character) {
        as("adam").get("Patient?family=a" + character).expecting(200);
        sent("transaction", "GET", "Patient?family=a" + character, "").expecting(200);
        as("adam")
                .send(as("adam")
                        .request("Patient/_search")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("family=a" + character)))
                .expecting(200);
    }

    private Answer sent(String type, String method, String url, String more) {
        String resource = List.of("PUT", "POST").contains(method) ? "\"resource\":" + PATIENT + "," : "";
        return as("adam")
                .post(
                        "",
                        "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{%s\"request\":{\"method\":\"%s\",\"url\":\"%s\"%s}}]}"
                                .formatted(type, resource, method, url, more));
    }

    private void assertNamed(Answer answer, String place) {
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.issue().path("diagnostics").asText()).contains(place);
    }
}
