package org.telemed.server.smart.discovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.telemed.plugin.issuer.AccessTokenCheck;
import org.telemed.server.fhir.FhirEndpointConfiguration;
import org.telemed.server.smart.IssuerMetadata;
import org.telemed.server.smart.SmartConfiguration;
import org.telemed.server.smart.SmartSettings;
import org.telemed.server.start.StartCheck;
import org.telemed.server.web.ErrorResponseWriter;

/** The SMART configuration, from the issuer's metadata and from settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmartSettings.class)
public class SmartDiscoveryConfiguration {
    /** The path of the SMART configuration below the server's root. */
    public static final String PATH = FhirEndpointConfiguration.PATH + "/.well-known/smart-configuration";

    @Bean
    static StartCheck smartSettings() {
        return SmartSettings.startCheck();
    }

    @Bean
    @Profile("!demo")
    IssuerMetadata issuerMetadata(AccessTokenCheck check) {
        return check::issuerMetadata;
    }

    @Bean
    SmartConfiguration smartConfiguration(SmartSettings settings, IssuerMetadata issuer) {
        return new SmartConfiguration(settings, issuer);
    }

    @Bean
    ServletRegistrationBean<SmartConfigurationServlet> smartConfigurationServlet(
            SmartConfiguration configuration, ObjectMapper json, ErrorResponseWriter refusals, AccessTokenCheck check) {
        var servlet = new ServletRegistrationBean<>(
                new SmartConfigurationServlet(configuration, json, refusals, check::fetchKeysAhead), PATH);
        servlet.setName("smart-configuration");
        return servlet;
    }
}
