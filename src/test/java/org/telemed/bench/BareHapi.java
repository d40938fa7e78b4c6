package org.telemed.bench;

import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.database.FhirVersionSelector;
import org.telemed.server.database.JpaConfiguration;
import org.telemed.server.fhir.FhirEndpointConfiguration;

/** A HAPI JPA server of the same versions and nothing else; to be run with {@code telemed.enabled=false}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            SecurityAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class,
            OAuth2ResourceServerAutoConfiguration.class
        })
@EnableConfigurationProperties(TelemedProperties.class)
@Import({FhirVersionSelector.class, JpaConfiguration.class, FhirEndpointConfiguration.class})
public class BareHapi {

    @Bean
    AuthorizationInterceptor everybodyMayDoEverything() {
        return new AuthorizationInterceptor(PolicyEnum.ALLOW);
    }

    public static void main(String[] args) {
        SpringApplication.run(BareHapi.class, args);
    }
}
