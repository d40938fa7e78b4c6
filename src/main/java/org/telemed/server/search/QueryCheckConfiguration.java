package org.telemed.server.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Registers {@link QueryCheckInterceptor} on the FHIR server before the port opens. It needs HAPI's search parameters,
 * which are created late.
 */
@Configuration(proxyBeanMethods = false)
public class QueryCheckConfiguration {

    @Bean
    SmartInitializingSingleton queryCheck(RestfulServer server, FhirContext fhir, ISearchParamRegistry registry) {
        return () -> server.registerInterceptor(new QueryCheckInterceptor(fhir, registry));
    }
}
