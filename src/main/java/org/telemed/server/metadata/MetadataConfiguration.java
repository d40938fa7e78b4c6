package org.telemed.server.metadata;

import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.telemed.server.fhir.FhirEndpointConfiguration;
import org.telemed.server.web.ErrorResponseWriter;

/** Registers the filter that serves the CapabilityStatement from memory. */
@Configuration(proxyBeanMethods = false)
public class MetadataConfiguration {

    private static final int AFTER_THE_LIMITS = 10;

    @Bean
    FilterRegistrationBean<MetadataFilter> metadataFilter(ErrorResponseWriter refusals, Clock telemedClock) {
        var filter = new FilterRegistrationBean<>(new MetadataFilter(refusals, telemedClock));
        String base = FhirEndpointConfiguration.PATH;
        filter.addUrlPatterns(base + "/metadata", base + "/metadata/");
        filter.setOrder(AFTER_THE_LIMITS);
        return filter;
    }
}
