package org.telemed.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.server.DemoServer;

class AuthenticationTest extends DemoServer {

    @ParameterizedTest
    @ValueSource(
            strings = {"/fhir/metadata", "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void metadata_and_health_are_open(String path) {
        assertThat(get(path, "").status()).isEqualTo(200);
    }

    @Test
    void health_gives_no_details() {
        assertThat(get("/actuator/health", "").json().has("components")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/Patient/jane-doe",
                "/fhir/Encounter?_id=visit-arrived",
                "/fhir",
                "/fhir/Encounter/visit-arrived/$telemed-token"
            })
    void without_an_access_token_the_fhir_base_asks_for_one(String path) {
        Answer answer = get(path, "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.issue().path("severity").asText()).isEqualTo("error");
        assertThat(answer.issue().path("code").asText()).isEqualTo("login");
        assertThat(answer.errorCode()).isEqualTo("login-required");
        assertThat(answer.issue().path("diagnostics").asText())
                .isEqualTo(answer.issue().path("details").path("text").asText())
                .contains("access token");
    }

    @Test
    void a_token_that_is_none_is_refused() {
        Answer answer = get("/fhir/Patient/jane-doe", "not-a-token");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
        assertThat(answer.errorCode()).isEqualTo("login-required");
    }

    @Test
    void a_token_whose_signature_was_changed_is_refused() {
        String token = tokenOf("adam");
        String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
        assertThat(get("/fhir/Patient/jane-doe", forged).status()).isEqualTo(401);
    }

    @Test
    void a_long_token_is_taken() {
        // what fits into Tomcat's limit for headers
        assertThat(get("/fhir/Patient/jane-doe", "x".repeat(5000)).body()).contains("is no JWT");
    }

    @Test
    void a_token_in_the_query_does_not_count() {
        assertThat(get("/fhir/Patient/jane-doe?access_token=" + tokenOf("adam"), "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void outside_the_fhir_base_the_answer_is_short_json() {
        Answer answer = get("/v1/telemed/token", "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("code").asText()).isEqualTo("4001");
        assertThat(answer.json().path("message").asText()).contains("access token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DPoP", "Basic", "Token"})
    void another_scheme_is_no_access_token(String scheme) {
        Answer answer = send(request("/fhir/Patient/jane-doe", "")
                .header("Authorization", scheme + " " + tokenOf("adam"))
                .header("DPoP", tokenOf("adam"))
                .GET());
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response().headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        assertThat(answer.errorCode()).isEqualTo("login-required");
        assertThat(answer.body()).contains("another scheme").doesNotContain(tokenOf("adam"));
    }

    @Test
    void no_other_actuator_endpoint_is_there() {
        assertThat(get("/actuator/env", tokenOf("clinic")).status()).isEqualTo(403);
        assertThat(get("/actuator/env", "").status()).isEqualTo(401);
        assertThat(get("/actuator", tokenOf("clinic")).status()).isEqualTo(403);
    }
}
