package org.telemed.server.security;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Authorizes the actuator's endpoints by scope. Health is public; what has no scope here is denied, and no scope on
 * FHIR resources opens any. The scope {@code actuator/health.r} shows health's details, see {@code application.yaml}.
 */
final class ActuatorAccess {

    private static final String SCOPE = "SCOPE_";

    private ActuatorAccess() {}

    static void configure(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        for (HttpMethod read : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
            requests.requestMatchers(read, "/actuator/health", "/actuator/health/*")
                    .permitAll()
                    .requestMatchers(read, "/actuator/metrics", "/actuator/metrics/*", "/actuator/prometheus")
                    .hasAuthority(SCOPE + "actuator/metrics.r")
                    .requestMatchers(read, "/actuator/info")
                    .hasAuthority(SCOPE + "actuator/info.r")
                    .requestMatchers(read, "/actuator/sbom", "/actuator/sbom/*")
                    .hasAuthority(SCOPE + "actuator/sbom.r")
                    .requestMatchers(read, "/actuator/telemedsweep")
                    .hasAuthority(SCOPE + "actuator/telemedsweep.r");
        }
        requests.requestMatchers(HttpMethod.POST, "/actuator/telemedsweep")
                .hasAuthority(SCOPE + "actuator/telemedsweep.u")
                .requestMatchers("/actuator", "/actuator/**")
                .denyAll();
    }
}
