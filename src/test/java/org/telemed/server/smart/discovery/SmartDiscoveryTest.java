package org.telemed.server.smart.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.server.DemoServer;

class SmartDiscoveryTest extends DemoServer {
    private static final String PATH = "/fhir/.well-known/smart-configuration";

    @Test
    void anybody_may_ask_where_access_tokens_come_from() {
        Answer answer = get(PATH, "").expecting(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().path("token_endpoint").asText()).isEqualTo(root() + "/oauth2/token");
        assertThat(answer.json().path("authorization_endpoint").asText()).isEqualTo(root() + "/oauth2/authorize");
        assertThat(answer.json().path("issuer").asText()).isEqualTo(root());
        assertThat(answer.json().path("jwks_uri").asText()).isEqualTo(root() + "/oauth2/jwks");
        assertThat(answer.json().path("grant_types_supported").toString())
                .isEqualTo("[\"authorization_code\",\"client_credentials\"]");
        assertThat(answer.json().path("scopes_supported").toString())
                .contains("\"openid\"", "\"fhirUser\"", "\"launch/patient\"", "\"user/*.cruds\"", "\"patient/*.rs\"");
        assertThat(answer.json().path("code_challenge_methods_supported").toString())
                .isEqualTo("[\"S256\"]");
        assertThat(send(request(PATH, "").method("HEAD", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "launch-standalone",
                "client-public",
                "client-confidential-symmetric",
                "sso-openid-connect",
                "context-standalone-patient",
                "permission-patient",
                "permission-user",
                "permission-v1",
                "permission-v2"
            })
    void an_app_of_a_user_finds_what_it_needs(String capability) {
        assertThat(get(PATH, "").expecting(200).json().path("capabilities").toString())
                .contains("\"" + capability + "\"")
                .doesNotContain("launch-ehr", "permission-offline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/fhir+json", "text/html", "*/*"})
    void it_is_json_whatever_is_asked_for(String accept) {
        Answer answer = send(request(PATH, "").header("Accept", accept).GET());
        assertThat(answer.expecting(200).header("Content-Type")).startsWith("application/json");
    }

    @Test
    void pages_of_allowed_origins_may_ask_too() {
        Answer answer = send(request(PATH, "").header("Origin", APP_ORIGIN).GET());
        assertThat(answer.expecting(200).header("Access-Control-Allow-Origin")).isEqualTo(APP_ORIGIN);
        assertThat(send(request(PATH, "")
                                .header("Origin", "https://evil.example")
                                .GET())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void it_takes_no_other_method() {
        Answer answer = send(request(PATH, tokenOf("clinic")).POST(BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET");
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    @Test
    void the_capability_statement_says_so_as_well() {
        Answer answer = get("/fhir/metadata", "").expecting(200);
        String security = answer.json().at("/rest/0/security").toString();
        assertThat(security).contains("SMART-on-FHIR", "oauth-uris", root() + "/oauth2/authorize");
    }
}
