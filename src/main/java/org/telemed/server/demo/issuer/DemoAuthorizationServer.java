package org.telemed.server.demo.issuer;

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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcProviderConfigurationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.web.filter.CorsFilter;
import org.telemed.plugin.issuer.AccessTokenCheck;
import org.telemed.plugin.issuer.TrustedIssuer;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.web.ErrorResponseWriter;

/**
 * An issuer of access tokens inside the demo, for the clients of {@link DemoClient} and for the visit console; its key lives
 * until the server stops.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
public class DemoAuthorizationServer {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain demoIssuer(
            HttpSecurity http, TelemedProperties server, DemoIssuerMetadata metadata, ErrorResponseWriter errors)
            throws Exception {
        AuthorizationErrorHandler pages = new AuthorizationErrorHandler(errors);
        return http.securityMatcher(IssuerEndpoint.paths())
                .with(endpoints(server, metadata, pages), Customizer.withDefaults())
                .addFilterAfter(new IssuerRequestFilter(pages, errors), CorsFilter.class)
                .addFilterBefore(openIdMetadata(metadata), AbstractPreAuthenticatedProcessingFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(new IssuerEntryPoint(new SignInPage(server.publicBase()))))
                // A session would make all windows of a browser one user
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .cors(Customizer.withDefaults())
                .build();
    }

    /**
     * Without Spring's support for OpenID Connect, which brings sessions, a logout and user info: an app that is launched by
     * SMART needs the ID token alone, and the token endpoint makes that.
     */
    private static OAuth2AuthorizationServerConfigurer endpoints(
            TelemedProperties server, DemoIssuerMetadata metadata, AuthorizationErrorHandler pages) {
        OAuth2AccessTokenResponseAuthenticationSuccessHandler tokens =
                new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
        tokens.setAccessTokenResponseCustomizer(new LaunchContext());
        return OAuth2AuthorizationServerConfigurer.authorizationServer()
                .authorizationEndpoint(authorize -> authorize
                        .authorizationRequestConverters(converters -> {
                            converters.clear();
                            converters.add(new AuthorizationCodeRequest());
                        })
                        .authenticationProviders(new AuthorizationRequestValidator(server.fhirBase())::replaceStandard)
                        .errorResponseHandler(pages))
                .tokenEndpoint(token -> token.accessTokenRequestConverters(
                                converters -> converters.add(0, new ClientCredentialsRequest()))
                        .authenticationProviders(NarrowerScopes::allow)
                        .accessTokenResponseHandler(tokens))
                .authorizationServerMetadataEndpoint(endpoint ->
                        endpoint.authorizationServerMetadataCustomizer(document -> document.claims(metadata::replace)));
    }

    private static OidcProviderConfigurationEndpointFilter openIdMetadata(DemoIssuerMetadata metadata) {
        var filter = new OidcProviderConfigurationEndpointFilter();
        filter.setProviderConfigurationCustomizer(document -> document.claims(metadata::replace));
        return filter;
    }

    @Bean
    OAuth2AuthorizationService demoAuthorizationCodes() {
        return new AuthorizationCodes();
    }

    @Bean
    AuthorizationServerSettings demoIssuerSettings(TelemedProperties server) {
        return AuthorizationServerSettings.builder().issuer(server.publicBase()).build();
    }

    @Bean
    RegisteredClientRepository demoClients(TelemedProperties server) {
        return new InMemoryRegisteredClientRepository(Stream.concat(
                        Stream.of(ConsoleClient.registered(server.publicBase())),
                        Arrays.stream(DemoClient.values()).map(DemoAuthorizationServer::registered))
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
        return new TokenClaims(server.fhirBase());
    }

    /** The rules of every server, by a key that is at hand; its public half, because the library converts all of a key for each token. */
    @Bean
    AccessTokenCheck demoAccessTokenCheck(RSAKey key, TelemedProperties server) {
        TrustedIssuer issuer = new TrustedIssuer(
                Optional.of(URI.create(server.publicBase())), Optional.empty(), Set.of(server.fhirBase()));
        JWKSource<SecurityContext> publicKey = new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK()));
        return AccessTokenCheck.byKeys(issuer, Clock.systemUTC(), publicKey);
    }

    @Bean
    DemoIssuerMetadata demoIssuerMetadata(TelemedProperties server) {
        return new DemoIssuerMetadata(server.publicBase());
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
