package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.Http;

/** An ordinary user tries to configure the server for everybody, and anybody tries to change what our operations mean. */
public interface ConformanceResourcesAreTheServers extends Acceptance {

    String SEARCH_PARAMETER = """
            {"resourceType":"SearchParameter","id":"%s","url":"http://example.org/%s","name":"x","status":"draft","code":"x%s",
            "base":["Basic"],"type":"token","expression":"Basic.code","description":"x"}""";
    String CODES = """
            {"resourceType":"CodeSystem","id":"%s","url":"%s","status":"draft","content":"complete"}""";

    @Test
    default void a_wildcard_of_a_user_does_not_write_them() {
        String id = UUID.randomUUID().toString();
        String parameter = SEARCH_PARAMETER.formatted(id, id, id.substring(0, 8));
        Caller adam = as("adam");
        assertRefused(adam.post("SearchParameter", parameter), 403, "forbidden", "not-allowed");
        assertRefused(adam.put("SearchParameter/" + id, parameter), 403, "forbidden", "not-allowed");
        assertRefused(
                adam.put("SearchParameter?url=http://example.org/" + id, parameter), 403, "forbidden", "not-allowed");
        assertRefused(adam.deletes("CodeSystem/telemed-error"), 403, "forbidden", "not-allowed");
        assertRefused(
                adam.patch("StructureDefinition/telemed-encounter", "application/json-patch+json", "[]"),
                403,
                "forbidden",
                "not-allowed");
        for (String type : List.of("batch", "transaction")) {
            String bundle = """
                    {"resourceType":"Bundle","type":"%s","entry":[{"resource":%s,
                    "request":{"method":"PUT","url":"SearchParameter/%s"}}]}""".formatted(type, parameter, id);
            assertRefused(adam.post("", bundle), 403, "forbidden", "not-allowed");
        }
        assertThat(adam.get("SearchParameter/" + id).status()).isEqualTo(404);
    }

    @Test
    default void it_reads_them() {
        assertThat(as("adam").get("CodeSystem?_summary=count").status()).isEqualTo(200);
        assertThat(as("eve").get("StructureDefinition?_summary=count").status()).isEqualTo(200);
    }

    @Test
    default void a_wildcard_is_not_narrowed_to_what_it_does_not_hold() {
        Answer answer = host().http()
                .send(host().http()
                        .request("/oauth2/token", "")
                        .header("Authorization", Http.basic("adam", "adam"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=user/CodeSystem.c")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_scope");
    }

    @Test
    default void a_scope_that_names_them_or_a_program_s_writes_them() {
        String id = UUID.randomUUID().toString();
        as("clinic")
                .put("CodeSystem/" + id, CODES.formatted(id, "http://example.org/" + id))
                .expecting(201);
        as("clinic").deletes("CodeSystem/" + id).expecting(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "telemed-error https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-error",
                "telemed-error http://example.org/other",
                "mine https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-error",
                "mine https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-error|2",
                "mine https://hapi-fhir-telemed.org/fhir/CodeSystem/new",
                "mine https://fhir.zapehr.com/virtual-service-type"
            })
    default void ours_are_written_by_the_server_alone(String idAndUrl) {
        awaitOurs();
        String[] parts = idAndUrl.split(" ");
        String codes = CODES.formatted(parts[0], parts[1]);
        Caller clinic = as("clinic");
        assertRefused(clinic.put("CodeSystem/" + parts[0], codes), 403, "forbidden", "not-allowed");
        for (String type : List.of("batch", "transaction")) {
            Answer answer = clinic.post("", """
                    {"resourceType":"Bundle","type":"%s","entry":[{"resource":%s,
                    "request":{"method":"PUT","url":"CodeSystem/%s"}}]}""".formatted(type, codes, parts[0]));
            assertThat(answer.body()).contains("written by the server alone");
        }
        if (!parts[1].contains("example.org")) {
            assertRefused(clinic.post("CodeSystem", codes), 403, "forbidden", "not-allowed");
        }
    }

    @Test
    default void ours_are_neither_patched_nor_deleted() {
        awaitOurs();
        Caller clinic = as("clinic");
        assertRefused(
                clinic.patch(
                        "StructureDefinition/telemed-encounter",
                        "application/json-patch+json",
                        "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"Other\"}]"),
                403,
                "forbidden",
                "not-allowed");
        assertRefused(clinic.deletes("StructureDefinition/telemed-encounter"), 403, "forbidden", "not-allowed");
        assertRefused(clinic.deletes("NamingSystem/telemed-video-room"), 403, "forbidden", "not-allowed");
        assertRefused(
                clinic.deletes("CodeSystem?url=https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-error"),
                403,
                "forbidden",
                "not-allowed");
        assertThat(clinic.get("StructureDefinition/telemed-encounter")
                        .json()
                        .at("/meta/versionId")
                        .asText())
                .isEqualTo("1");
    }

    /** They are stored in the background of the start. */
    private void awaitOurs() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> as("clinic")
                                        .get("StructureDefinition/telemed-encounter")
                                        .status()
                                == 200
                        && as("clinic").get("CodeSystem/telemed-error").status() == 200
                        && as("clinic").get("NamingSystem/telemed-video-room").status() == 200);
    }
}
