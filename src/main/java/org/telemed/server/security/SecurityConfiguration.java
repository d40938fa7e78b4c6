package org.telemed.server.security;

import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.security.oauth2.resource.OAuth2ResourceServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.telemed.plugin.CallbackServlet;
import org.telemed.server.fhir.FhirEndpointConfiguration;
import org.telemed.server.web.RefusalWriter;

/** The server as an OAuth 2 resource server: nothing but metadata, health and Twilio's
 * callbacks without an access token. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(OAuth2ResourceServerProperties.class)
public class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http, RefusalWriter refusals) throws Exception {
        SecurityAnswers answers = new SecurityAnswers(refusals);
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.GET,
                                FhirEndpointConfiguration.PATH + "/metadata",
                                "/actuator/health",
                                "/actuator/health/*")
                        .permitAll()
                        // Twilio has no access token; its signature is checked where it is read
                        .requestMatchers(HttpMethod.POST, CallbackServlet.PATH)
                        .permitAll()
                        .requestMatchers("/error")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access((caller, request) -> new AuthorizationDecision(isProgram(caller.get())))
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> bearerTokens(server, answers))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(answers).accessDeniedHandler(answers))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // A browser adds no bearer token by itself, so there is no request to forge
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .cors(Customizer.withDefaults())
                .build();
    }

    @Bean
    @Profile("!demo")
    JwtDecoder accessTokenDecoder(OAuth2ResourceServerProperties properties) {
        var jwt = properties.getJwt();
        return AccessTokens.decoder(jwt.getIssuerUri(), jwt.getJwkSetUri(), jwt.getAudiences());
    }

    @Bean
    AuthorizationInterceptor scopeAuthorization() {
        return new ScopeAuthorization();
    }

    /**
     * Metrics, and whatever else of the actuator an operator exposes, are for whoever has any scope {@code system/…}. Not
     * {@code system/*.cruds}, because what collects metrics need not be able to read patients; nor any token, because
     * metrics are none of a patient's business.
     */
    private static boolean isProgram(@Nullable Authentication caller) {
        return caller instanceof JwtAuthenticationToken token
                && Scopes.of(token.getToken()).ofAProgram();
    }

    private static void bearerTokens(OAuth2ResourceServerConfigurer<HttpSecurity> server, SecurityAnswers answers) {
        server.jwt(Customizer.withDefaults()).authenticationEntryPoint(answers).accessDeniedHandler(answers);
        server.withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
            /** By default an unreachable issuer is thrown on and becomes a 500. */
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(answers::commence);
                return filter;
            }
        });
    }
}
