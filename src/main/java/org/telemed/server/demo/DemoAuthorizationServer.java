package org.telemed.server.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.telemed.plugin.issuer.AccessTokenCheck;
import org.telemed.plugin.issuer.TrustedIssuer;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.smart.IssuerMetadata;

/** An issuer of access tokens inside the demo, for the clients of {@link DemoClient}; its key lives until the server stops. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoAuthorizationServer {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain demoIssuer(HttpSecurity http) throws Exception {
        OAuth2AuthorizationServerConfigurer issuer = new OAuth2AuthorizationServerConfigurer();
        issuer.tokenEndpoint(token -> token.accessTokenRequestConverters(
                        converters -> converters.add(0, new ClientCredentialsRequest()))
                .authenticationProviders(NarrowerScopes::allow));
        return http.securityMatcher("/oauth2/token", "/oauth2/jwks", "/.well-known/oauth-authorization-server")
                .with(issuer, Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(AbstractHttpConfigurer::disable)
                .cors(Customizer.withDefaults())
                .build();
    }

    @Bean
    AuthorizationServerSettings demoIssuerSettings(TelemedProperties server) {
        return AuthorizationServerSettings.builder().issuer(server.publicBase()).build();
    }

    @Bean
    RegisteredClientRepository demoClients() {
        return new InMemoryRegisteredClientRepository(Arrays.stream(DemoClient.values())
                .map(DemoAuthorizationServer::registered)
                .toList());
    }

    /** The secrets are printed in the documentation: there is nothing to hash. */
    @Bean
    PasswordEncoder demoSecrets() {
        return new PasswordEncoder() {
            @Override
            public String encode(CharSequence secret) {
                return secret.toString();
            }

            @Override
            public boolean matches(CharSequence secret, String known) {
                return MessageDigest.isEqual(
                        secret.toString().getBytes(StandardCharsets.UTF_8), known.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    @Bean
    RSAKey demoKey() throws JOSEException {
        return new RSAKeyGenerator(2048).keyID("demo").generate();
    }

    @Bean
    JWKSource<SecurityContext> demoKeys(RSAKey key) {
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> demoClaims(TelemedProperties server) {
        return token -> {
            token.getClaims().audience(List.of(server.fhirBase()));
            DemoClient.of(token.getRegisteredClient().getClientId())
                    .profile()
                    .ifPresent(profile -> token.getClaims().claim("fhirUser", profile));
        };
    }

    /** The rules of every server, by a key that is at hand; its public half, because the library converts all of a key for each token. */
    @Bean
    AccessTokenCheck demoAccessTokenCheck(RSAKey key, TelemedProperties server) {
        TrustedIssuer issuer = new TrustedIssuer(
                Optional.of(URI.create(server.publicBase())), Optional.empty(), Set.of(server.fhirBase()));
        JWKSource<SecurityContext> publicKey = new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK()));
        return AccessTokenCheck.byKeys(issuer, Clock.systemUTC(), publicKey);
    }

    /** As of an issuer without a login for users. */
    @Bean
    IssuerMetadata demoIssuerMetadata(TelemedProperties server) {
        Map<String, Object> metadata = Map.of(
                "issuer", server.publicBase(),
                "token_endpoint", server.publicBase() + "/oauth2/token",
                "jwks_uri", server.publicBase() + "/oauth2/jwks",
                "grant_types_supported", List.of("client_credentials"),
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"),
                "scopes_supported",
                        Arrays.stream(DemoClient.values())
                                .map(DemoClient::scope)
                                .distinct()
                                .toList());
        return () -> Optional.of(metadata);
    }

    private static RegisteredClient registered(DemoClient client) {
        return RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientSecret(client.id())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(Duration.ofHours(1))
                        .build())
                .build();
    }
}
