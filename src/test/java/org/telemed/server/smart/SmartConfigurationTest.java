package org.telemed.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.telemed.server.start.StartCheck;

class SmartConfigurationTest {
    /** As Keycloak's, shortened. */
    private static final Map<String, Object> KEYCLOAK = Map.of(
            "issuer",
            "https://login.example.org",
            "authorization_endpoint",
            "https://login.example.org/auth",
            "token_endpoint",
            "https://login.example.org/token",
            "jwks_uri",
            "https://login.example.org/certs",
            "grant_types_supported",
            List.of("authorization_code", "implicit", "client_credentials", "password"),
            "token_endpoint_auth_methods_supported",
            List.of("private_key_jwt", "client_secret_basic", "tls_client_auth"),
            "scopes_supported",
            List.of("openid", "fhirUser", "launch/patient", "patient/*.rs"),
            "code_challenge_methods_supported",
            List.of("plain", "S256"));

    @Test
    void it_says_what_the_issuer_s_metadata_says_as_smart_wants_it() {
        Map<String, Object> document = configuration(null, KEYCLOAK).document().orElseThrow();
        assertThat(document)
                .containsEntry("issuer", "https://login.example.org")
                .containsEntry("jwks_uri", "https://login.example.org/certs")
                .containsEntry("authorization_endpoint", "https://login.example.org/auth")
                .containsEntry("token_endpoint", "https://login.example.org/token")
                .containsEntry("grant_types_supported", List.of("authorization_code", "client_credentials"))
                .containsEntry(
                        "token_endpoint_auth_methods_supported", List.of("private_key_jwt", "client_secret_basic"))
                .containsEntry("code_challenge_methods_supported", List.of("S256"))
                .containsEntry("scopes_supported", KEYCLOAK.get("scopes_supported"));
        assertThat(capabilities(document))
                .contains(
                        "permission-v1",
                        "permission-v2",
                        "permission-patient",
                        "permission-user",
                        "sso-openid-connect",
                        "launch-standalone",
                        "context-standalone-patient",
                        "client-confidential-symmetric",
                        "client-confidential-asymmetric")
                .doesNotContain("launch-ehr", "permission-offline", "client-public");
    }

    @Test
    void an_issuer_that_takes_clients_without_secret_has_public_clients() {
        Map<String, Object> document = configuration(
                        URI.create("https://other.example.org/token"),
                        Map.of("token_endpoint_auth_methods_supported", List.of("none", "client_secret_post")))
                .document()
                .orElseThrow();
        assertThat(capabilities(document)).contains("client-public");
        assertThat(document) // SMART knows no method of that name
                .containsEntry("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
    }

    @Test
    void settings_take_the_place_of_the_metadata() {
        Map<String, Object> document = configuration(URI.create("https://other.example.org/token"), Map.of())
                .document()
                .orElseThrow();
        assertThat(document)
                .containsEntry("token_endpoint", "https://other.example.org/token")
                .containsEntry("grant_types_supported", List.of("client_credentials"))
                .doesNotContainKeys("issuer", "authorization_endpoint");
        assertThat(capabilities(document)).contains("launch-ehr").doesNotContain("sso-openid-connect");
    }

    @Test
    void without_either_there_is_none() {
        assertThat(new SmartConfiguration(settings(null), Optional::empty).document())
                .isEmpty();
    }

    private static SmartConfiguration configuration(@Nullable URI token, Map<String, Object> metadata) {
        return new SmartConfiguration(settings(token), () -> Optional.of(metadata));
    }

    private static SmartSettings settings(@Nullable URI token) {
        return new SmartSettings(null, token, List.of(), token == null ? List.of() : List.of("launch-ehr"));
    }

    private static List<String> capabilities(Map<String, Object> document) {
        return ((Collection<?>) document.get("capabilities"))
                .stream().map(Object::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "authorization-endpoint, x, false",
        "token-endpoint, login.example.org/token, false",
        "token-endpoint, ftp://login.example.org/token, false",
        "token-endpoint, 'https://login example.org', false",
        "authorization-endpoint, https://login.example.org/auth, true",
        "token-endpoint, http://localhost:8080/token?x=1, true",
        "token-endpoint, '', true",
    })
    void an_endpoint_is_an_address(String setting, String value, boolean isTaken) {
        String name = "telemed.smart." + setting;
        assertThat(SmartSettings.startCheck()
                        .problems(new MockEnvironment().withProperty(name, value))
                        .map(StartCheck.Problem::setting))
                .containsExactlyElementsOf(isTaken ? List.of() : List.of(name));
    }
}
