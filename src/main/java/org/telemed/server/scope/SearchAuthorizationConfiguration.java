package org.telemed.server.scope;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Registers {@link SearchAuthorization} and {@link EntryFormInterceptor} on the FHIR server before the port opens. It needs HAPI's search parameters,
 * which are created late.
 */
@Configuration(proxyBeanMethods = false)
public class SearchAuthorizationConfiguration {

    @Bean
    SmartInitializingSingleton searchAuthorization(
            RestfulServer server, FhirContext fhir, ISearchParamRegistry registry) {
        return () -> {
            server.registerInterceptor(new SearchAuthorization(fhir, registry));
            server.registerInterceptor(new EntryFormInterceptor(fhir));
        };
    }
}
