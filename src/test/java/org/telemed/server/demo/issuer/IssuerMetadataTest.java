package org.telemed.server.demo.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.plugin.issuer.AccessTokenCheck;
import org.telemed.plugin.issuer.TrustedIssuer;
import org.telemed.server.DemoServer;

class IssuerMetadataTest extends DemoServer {

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    void it_names_what_is_there_and_nothing_else(String path) {
        JsonNode document = get(path, "").expecting(200).json();
        assertThat(document.path("issuer").asText()).isEqualTo(root());
        assertThat(document.path("authorization_endpoint").asText()).isEqualTo(root() + "/oauth2/authorize");
        assertThat(document.path("token_endpoint").asText()).isEqualTo(root() + "/oauth2/token");
        assertThat(document.path("jwks_uri").asText()).isEqualTo(root() + "/oauth2/jwks");
        assertThat(texts(document, "grant_types_supported"))
                .containsExactlyInAnyOrder("authorization_code", "client_credentials");
        assertThat(texts(document, "response_types_supported")).containsExactly("code");
        assertThat(texts(document, "code_challenge_methods_supported")).containsExactly("S256");
        assertThat(texts(document, "token_endpoint_auth_methods_supported"))
                .containsExactlyInAnyOrder("none", "client_secret_basic", "client_secret_post");
        assertThat(texts(document, "scopes_supported"))
                .contains("openid", "fhirUser", "profile", "launch/patient", "user/*.cruds", "patient/*.rs")
                .doesNotContain("offline_access");
        assertThat(texts(document, "subject_types_supported")).containsExactly("public");
        assertThat(texts(document, "id_token_signing_alg_values_supported")).containsExactly("RS256");
        document.fields()
                .forEachRemaining(claim -> assertThat(claim.getKey())
                        .doesNotContain("introspection", "revocation", "userinfo", "device", "end_session", "dpop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_endpoint", "jwks_uri"})
    void what_it_names_answers(String endpoint) {
        String url = get("/.well-known/openid-configuration", "")
                .json()
                .path(endpoint)
                .asText();
        assertThat(get(url.substring(root().length()), "").status()).isIn(200, 400);
    }

    /** As the README says for one's own settings without an issuer. */
    @Test
    void another_server_may_have_it_for_its_issuer() {
        AccessTokenCheck other = new AccessTokenCheck(
                new TrustedIssuer(Optional.of(URI.create(root())), Optional.empty(), Set.of(root() + "/fhir")),
                Clock.systemUTC());
        assertThat(other.claims(tokenOf("adam"))).containsEntry("fhirUser", "Practitioner/adam-careful");
        assertThat(other.issuerMetadata().orElseThrow())
                .containsEntry("authorization_endpoint", root() + "/oauth2/authorize");
    }

    private static Iterable<String> texts(JsonNode document, String name) {
        return StreamSupport.stream(document.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
