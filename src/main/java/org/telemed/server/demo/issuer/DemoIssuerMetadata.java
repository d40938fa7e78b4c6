package org.telemed.server.demo.issuer;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.telemed.server.smart.IssuerMetadata;

/** The metadata of the demo's issuer: the same for OAuth 2, OpenID Connect and SMART. */
final class DemoIssuerMetadata implements IssuerMetadata {

    private final Map<String, Object> claims = new LinkedHashMap<>();

    /** @param root the server's root, without a slash at its end */
    DemoIssuerMetadata(String root) {
        claims.put("issuer", root);
        claims.put("authorization_endpoint", root + IssuerEndpoint.AUTHORIZE.path());
        claims.put("token_endpoint", root + IssuerEndpoint.TOKEN.path());
        claims.put("jwks_uri", root + IssuerEndpoint.KEYS.path());
        claims.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
        claims.put("response_types_supported", List.of("code"));
        claims.put("response_modes_supported", List.of("query"));
        claims.put(
                "token_endpoint_auth_methods_supported", List.of("none", "client_secret_basic", "client_secret_post"));
        claims.put("code_challenge_methods_supported", List.of("S256"));
        claims.put("scopes_supported", scopes());
        claims.put("subject_types_supported", List.of("public"));
        claims.put("id_token_signing_alg_values_supported", List.of("RS256"));
        claims.put("claims_supported", List.of("sub", "fhirUser", "name"));
    }

    @Override
    public Optional<Map<String, Object>> current() {
        return Optional.of(Collections.unmodifiableMap(claims));
    }

    /** Puts them in the place of Spring's, which name endpoints that are not here. */
    void replace(Map<String, Object> springs) {
        springs.clear();
        springs.putAll(claims);
    }

    private static List<String> scopes() {
        return Stream.concat(
                        UserScopes.IDENTITY.stream(),
                        Arrays.stream(DemoClient.values())
                                .map(DemoClient::scope)
                                .distinct())
                .toList();
    }
}
