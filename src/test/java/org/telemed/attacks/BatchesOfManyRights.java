package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/** A batch or transaction with something that is allowed and something that is not: nothing is stored and then refused. */
public interface BatchesOfManyRights extends Acceptance {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter/visit-arrived",
                "Encounter?_id=visit-arrived",
                "Encounter",
                "Encounter/_history",
                "Encounter/visit-arrived/_history",
                "Encounter/visit-arrived/_history/1",
                "_history",
                "?_type=Encounter",
                "Patient?_revinclude=Encounter:subject",
                "Patient?_has:Encounter:subject:status=arrived",
                "Patient?organization.name=x",
                "/Encounter/visit-arrived",
                "./Encounter/visit-arrived",
                "Patient/../Encounter/visit-arrived",
                "//Encounter/visit-arrived",
                "Encounter/?_id=visit-arrived",
                "Encounter%2Fvisit-arrived",
                "%45ncounter/visit-arrived",
                "encounter/visit-arrived",
                "ENCOUNTER?_id=visit-arrived",
                "http://localhost:8080/fhir/Encounter/visit-arrived",
                "Encounter/$telemed-token?encounterId=visit-arrived",
                "Encounter%2F$telemed-token?encounterId=visit-arrived",
                "Encounter/visit-arrived/$everything",
                "Patient/jane-doe/Encounter",
                "Patient/$meta",
                "$graphql?query=x"
            })
    default void it_is_refused_before_anything_is_stored(String url) {
        for (String type : List.of("batch", "transaction")) {
            for (boolean first : new boolean[] {true, false}) {
                String id = UUID.randomUUID().toString();
                String put = entry("PUT", "Patient/" + id, patient(id));
                String get = entry("GET", url, "");
                Answer answer = caller().post("", first ? bundle(type, get, put) : bundle(type, put, get));
                assertRefused(answer, 403, "forbidden", "not-allowed");
                assertThat(as("adam").get("Patient/" + id).status()).isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT Encounter/UUID",
                "DELETE Encounter/visit-planned",
                "PATCH Encounter/visit-planned",
                "POST Encounter",
                "POST encounter",
                "POST Patient/../Encounter",
                "PUT http://localhost:8080/fhir/Encounter/UUID",
                "DELETE /Encounter/visit-planned",
                "DELETE Encounter?_id=visit-planned",
                "DELETE Patient",
                "POST Encounter/visit-planned/$end-telemed-room"
            })
    default void nor_is_a_write_of_another_type(String write) {
        for (String type : List.of("batch", "transaction")) {
            String id = UUID.randomUUID().toString();
            String[] parts = write.replace("UUID", id).split(" ");
            String resource =
                    parts[0].equals("DELETE") ? "" : aVisitOfJaneWithAdam().json(host().release());
            Answer answer = changingNothing(() -> caller().post(
                            "",
                            bundle(
                                    type,
                                    entry("PUT", "Patient/" + id, patient(id)),
                                    entry(parts[0], parts[1], resource))));
            assertRefused(answer, 403, "forbidden", "not-allowed");
            assertThat(as("adam").get("Patient/" + id).status()).isEqualTo(404);
        }
    }

    @Test
    default void an_entry_that_holds_another_type_than_its_url_says_is_refused() {
        for (String type : List.of("batch", "transaction")) {
            Answer answer = changingNothing(() -> caller().post(
                            "",
                            bundle(
                                    type,
                                    entry(
                                            "POST",
                                            "Patient",
                                            aVisitOfJaneWithAdam().json(host().release())))));
            assertRefused(answer, 403, "forbidden", "not-allowed");
        }
    }

    @Test
    default void what_is_found_and_may_not_be_shown_is_refused_by_entry() {
        as("adam")
                .put(
                        "Patient/with-organization",
                        "{\"resourceType\":\"Patient\",\"id\":\"with-organization\",\"managingOrganization\":{\"reference\":\"Organization/"
                                + anOrganization() + "\"}}");
        for (String type : List.of("batch", "transaction")) {
            String id = UUID.randomUUID().toString();
            Answer answer = caller().post(
                            "",
                            bundle(
                                    type,
                                    entry("GET", "Patient?_id=with-organization&_include=*", ""),
                                    entry("PUT", "Patient/" + id, patient(id)),
                                    entry("GET", "Patient/" + id, "")));
            assertThat(answer.status()).as(answer::body).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("secret organization");
            assertThat(answer.json().at("/entry/0/response/status").asText()).startsWith("403");
            assertThat(answer.json()
                            .at("/entry/0/response/outcome/issue/0/details/coding/0/code")
                            .asText())
                    .isEqualTo("not-allowed");
            assertThat(answer.json().at("/entry/0/resource").isMissingNode()).isTrue();
            assertThat(answer.json().at("/entry/1/response/status").asText()).startsWith("201");
            assertThat(answer.json().at("/entry/2/response/status").asText()).startsWith("200");
            assertThat(answer.json().at("/entry/2/resource/id").asText()).isEqualTo(id);
        }
    }

    private String anOrganization() {
        return as("adam")
                .post("Organization", "{\"resourceType\":\"Organization\",\"name\":\"secret organization\"}")
                .expecting(201)
                .json()
                .path("id")
                .asText();
    }

    private Caller caller() {
        return with(host().tokenOf("adam", "user/Patient.cruds"));
    }

    private static String patient(String id) {
        return "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"active\":true}".formatted(id);
    }

    private static String bundle(String type, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static String entry(String method, String url, String resource) {
        String content = resource.isEmpty() ? "" : "\"resource\":" + resource + ",";
        return "{" + content + "\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}}";
    }
}
