package org.telemed.server.demo.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Http;
import org.telemed.server.DemoServer;

class TokenEndpointTest extends DemoServer {

    @ParameterizedTest
    @CsvSource({
        "adam, Practitioner/adam-careful, user/*.cruds",
        "jane, Patient/jane-doe, patient/*.rs",
        "tablet, Device/home-tablet, user/Encounter.rs",
        "guardian, RelatedPerson/john-doe, user/Encounter.rs",
        "eve, Practitioner/eve-outsider, user/*.rs",
        "clinic, '', system/*.cruds",
    })
    void a_token_says_who_the_client_is_and_what_it_may(String client, String profile, String scope)
            throws IOException {
        JsonNode claims = claims(tokenOf(client));
        assertThat(claims.path("sub").asText()).isEqualTo(client);
        assertThat(claims.path("fhirUser").asText()).isEqualTo(profile);
        assertThat(claims.path("scope").path(0).asText()).isEqualTo(scope);
        assertThat(claims.path("aud").asText()).isEqualTo(root() + "/fhir");
        assertThat(claims.path("iss").asText()).isEqualTo(root());
    }

    @Test
    void a_client_may_send_its_secret_in_the_form() {
        Answer answer = ask("", "grant_type=client_credentials&client_id=jane&client_secret=jane");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("scope").asText()).isEqualTo("patient/*.rs");
    }

    @Test
    void a_client_may_ask_for_less_but_not_for_more() {
        String form = "grant_type=client_credentials&scope=";
        assertThat(ask("adam", form + "user/Encounter.r").json().path("scope").asText())
                .isEqualTo("user/Encounter.r");
        assertThat(ask("eve", form + "user/Encounter.cruds")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("invalid_scope");
        assertThat(ask("adam", form + "system/*.cruds").status()).isEqualTo(400);
        assertThat(ask("adam", form + "openid").status()).isEqualTo(400);
    }

    @Test
    void a_wrong_secret_gets_nothing() {
        Answer answer = ask("", "grant_type=client_credentials&client_id=jane&client_secret=john");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_client");
    }

    @ParameterizedTest
    @EnumSource
    void every_client_s_profile_is_a_resource_of_the_demo(DemoClient client) {
        client.profile()
                .ifPresent(profile -> assertThat(
                                get("/fhir/" + profile, tokenOf("clinic")).status())
                        .isEqualTo(200));
    }

    private static Answer ask(String client, String form) {
        var request = request("/oauth2/token", "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return send(client.isEmpty() ? request : request.header("Authorization", Http.basic(client, client)));
    }

    private static JsonNode claims(String token) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
