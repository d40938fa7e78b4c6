package org.telemed.server.smart;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The SMART configuration of this FHIR server: where its issuer gives access tokens, and what both can do.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#metadata">SMART App Launch 2.2, metadata</a>
 */
public final class SmartConfiguration {
    private static final String AUTHORIZATION_ENDPOINT = "authorization_endpoint";
    private static final String TOKEN_ENDPOINT = "token_endpoint";
    private static final String SCOPES = "scopes_supported";
    private static final String AUTHENTICATION = "token_endpoint_auth_methods_supported";
    private static final String GRANTS = "grant_types_supported";
    private static final String CODE = "authorization_code";

    /** What SMART knows of these; an issuer may know more. */
    private static final List<String> KNOWN_GRANTS = List.of(CODE, "client_credentials");

    private static final List<String> KNOWN_AUTHENTICATION =
            List.of("client_secret_basic", "client_secret_post", "private_key_jwt");

    private static final List<String> SAME_AS_THE_ISSUER = List.of(
            "registration_endpoint",
            "introspection_endpoint",
            "revocation_endpoint",
            "response_types_supported",
            "jwks_uri");

    private static final List<String> OUR_SCOPES =
            List.of("openid", "fhirUser", "patient/*.rs", "user/*.cruds", "system/*.cruds");

    /** What this server does by itself: patient and user scopes, of both versions. */
    private static final List<String> OUR_CAPABILITIES =
            List.of("permission-patient", "permission-user", "permission-v1", "permission-v2");

    private final SmartSettings settings;
    private final IssuerMetadata issuer;

    public SmartConfiguration(SmartSettings settings, IssuerMetadata issuer) {
        this.settings = settings;
        this.issuer = issuer;
    }

    /** Where apps get access tokens; empty while it is unknown. */
    public Optional<String> tokenEndpoint() {
        return endpoint(settings.tokenEndpoint(), TOKEN_ENDPOINT);
    }

    /** Where users log in; empty if it is unknown, or there is none. */
    public Optional<String> authorizationEndpoint() {
        return endpoint(settings.authorizationEndpoint(), AUTHORIZATION_ENDPOINT);
    }

    private Optional<String> endpoint(@Nullable URI setting, String name) {
        return Optional.ofNullable(setting)
                .map(URI::toString)
                .or(() -> issuer.current().map(metadata -> metadata.get(name)).map(Object::toString));
    }

    /** The document; empty while the issuer's metadata was not fetched and no setting takes its place. */
    public Optional<Map<String, Object>> document() {
        return tokenEndpoint().map(this::document);
    }

    private Map<String, Object> document(String tokenEndpoint) {
        Map<String, Object> metadata = issuer.current().orElse(Map.of());
        Collection<String> capabilities = capabilities(metadata);
        Map<String, Object> document = new LinkedHashMap<>();
        if (capabilities.contains("sso-openid-connect") && metadata.containsKey("issuer")) {
            document.put("issuer", metadata.get("issuer"));
        }
        authorizationEndpoint().ifPresent(endpoint -> document.put(AUTHORIZATION_ENDPOINT, endpoint));
        document.put(TOKEN_ENDPOINT, tokenEndpoint);
        document.put(GRANTS, grants(metadata));
        document.put(AUTHENTICATION, known(metadata, AUTHENTICATION, KNOWN_AUTHENTICATION));
        SAME_AS_THE_ISSUER.stream()
                .filter(metadata::containsKey)
                .forEach(name -> document.put(name, metadata.get(name)));
        document.put(SCOPES, scopes(metadata));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("capabilities", capabilities);
        return document;
    }

    /** An issuer that says nothing of them has the code grant, if it lets users log in. */
    private Collection<String> grants(Map<String, Object> metadata) {
        if (metadata.containsKey(GRANTS)) {
            return known(metadata, GRANTS, KNOWN_GRANTS);
        }
        return authorizationEndpoint().isPresent() ? List.of(CODE) : List.of("client_credentials");
    }

    private Collection<String> scopes(Map<String, Object> metadata) {
        if (!settings.scopesSupported().isEmpty()) {
            return settings.scopesSupported();
        }
        List<String> issuers = texts(metadata, SCOPES);
        return issuers.isEmpty() ? OUR_SCOPES : issuers;
    }

    private Collection<String> capabilities(Map<String, Object> metadata) {
        Set<String> all = new TreeSet<>(OUR_CAPABILITIES);
        List<String> authentication = texts(metadata, AUTHENTICATION);
        if (authentication.stream().anyMatch(method -> method.startsWith("client_secret_"))) {
            all.add("client-confidential-symmetric");
        }
        if (authentication.contains("none")) {
            all.add("client-public");
        }
        if (authentication.contains("private_key_jwt")) {
            all.add("client-confidential-asymmetric");
        }
        List<String> scopes = texts(metadata, SCOPES);
        if (scopes.containsAll(List.of("openid", "fhirUser"))) {
            all.add("sso-openid-connect");
        }
        if (scopes.contains("launch/patient")) {
            all.addAll(List.of("launch-standalone", "context-standalone-patient"));
        }
        if (scopes.contains("offline_access")) {
            all.add("permission-offline");
        }
        all.addAll(settings.capabilities());
        return all;
    }

    private static List<String> known(Map<String, Object> metadata, String name, List<String> known) {
        return texts(metadata, name).stream().filter(known::contains).toList();
    }

    private static List<String> texts(Map<String, Object> metadata, String name) {
        return metadata.get(name) instanceof Collection<?> all
                ? all.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
