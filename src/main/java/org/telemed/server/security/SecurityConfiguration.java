package org.telemed.server.security;

import java.time.Clock;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.telemed.hapi.guest.GuestApi;
import org.telemed.plugin.issuer.AccessTokenCheck;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.plugin.settings.VideoVendors;
import org.telemed.server.console.ConsoleConfiguration;
import org.telemed.server.console.JoinPageConfiguration;
import org.telemed.server.fhir.FhirEndpointConfiguration;
import org.telemed.server.smart.discovery.SmartDiscoveryConfiguration;
import org.telemed.server.start.IssuerSettings;
import org.telemed.server.web.ErrorResponseWriter;

/**
 * Spring Security as an OAuth 2 resource server: only metadata, health, the video vendor's callbacks, the console and guests need no access token.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityConfiguration {

    /** An observation for each filter of each request costs a third of a read's time, and says nothing that is asked for. */
    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Spring's own rule for header values matches a pattern against each header, whenever HAPI asks for one. */
    @Bean
    StrictHttpFirewall headerFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(new AllowedHeaderValue());
        return firewall;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> securityHeaders(TelemedProperties settings) {
        return tomcat -> tomcat.addEngineValves(new SecurityHeadersValve(settings.publicUrl()));
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http, ErrorResponseWriter refusals, AccessTokenCheck check, VideoVendors telemedVendors)
            throws Exception {
        OAuthErrorHandlers answers = new OAuthErrorHandlers(refusals);
        return http.authorizeHttpRequests(requests -> access(requests, telemedVendors))
                .addFilter(bearerTokens(check, answers))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(answers).accessDeniedHandler(answers))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // A browser adds no bearer token by itself, so there is no request to forge
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // SecurityHeadersValve sets them, also where no filter comes to answer
                .headers(AbstractHttpConfigurer::disable)
                .cors(Customizer.withDefaults())
                .build();
    }

    @Bean
    @Profile("!demo")
    AccessTokenCheck accessTokenCheck(Environment settings) {
        AccessTokenCheck check = new AccessTokenCheck(IssuerSettings.trustedIssuer(settings), Clock.systemUTC());
        check.fetchKeysAhead(); // an issuer that cannot be used is in the log of the start
        return check;
    }

    private static void access(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            VideoVendors vendors) {
        for (HttpMethod read : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
            requests.requestMatchers(
                            read,
                            FhirEndpointConfiguration.PATH + "/metadata",
                            FhirEndpointConfiguration.PATH + "/metadata/",
                            SmartDiscoveryConfiguration.PATH)
                    .permitAll();
        }
        // The vendor has no access token; CallbackServlet checks its signature
        vendors.chosen()
                .map(VideoVendors::callbackPath)
                .ifPresent(path -> requests.requestMatchers(path).permitAll());
        requests.requestMatchers(ConsoleConfiguration.PATH, ConsoleConfiguration.PATH + "/**")
                .permitAll();
        // Guests have no access token; the endpoints check their cookies
        requests.requestMatchers(JoinPageConfiguration.PATH, GuestApi.PATH + "/**").permitAll();
        requests.requestMatchers("/error").permitAll();
        ActuatorAccess.configure(requests);
        requests.anyRequest().authenticated();
    }

    /** Spring's configurer {@code oauth2ResourceServer} would switch DPoP on as well, which we do not offer. */
    private static BearerTokenAuthenticationFilter bearerTokens(AccessTokenCheck check, OAuthErrorHandlers answers) {
        var filter =
                new BearerTokenAuthenticationFilter(new ProviderManager(new AccessTokenAuthenticationProvider(check)));
        filter.setBearerTokenResolver(new BearerTokenHeader());
        filter.setAuthenticationEntryPoint(answers);
        // By default an unreachable issuer is thrown on and becomes a 500
        filter.setAuthenticationFailureHandler(answers::commence);
        return filter;
    }
}
