package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.telemed.server.ServerSettings;

/** The FHIR base at {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
public class FhirEndpointConfiguration {

    /** The path of the FHIR base below the server's root. */
    public static final String PATH = "/fhir";

    /** Storage interceptors belong on HAPI's interceptor service, not here: DAO calls do not come this way. */
    @Bean
    RestfulServer fhirServer(
            FhirContext fhir,
            ServerSettings settings,
            ResourceProviderFactory resourceProviders,
            IJpaSystemProvider systemProvider,
            DatabaseBackedPagingProvider paging,
            AuthorizationInterceptor authorization) {
        RestfulServer server = new RestfulServer(fhir);
        server.setServerName("Telemed for HAPI FHIR");
        server.setImplementationDescription("A video room for every FHIR Encounter");
        server.setServerAddressStrategy(new HardcodedServerAddressStrategy(settings.fhirBase()));
        server.registerProviders(resourceProviders.createProviders());
        server.registerProvider(systemProvider);
        server.setPagingProvider(paging);
        // Bodies arrive unpacked and measured: see BodyLimitFilter
        server.setUncompressIncomingContents(false);
        server.registerInterceptor(authorization);
        return server;
    }

    @Bean
    JpaCapabilityStatementProvider capabilityStatement(
            RestfulServer server,
            IFhirSystemDao<?, ?> system,
            JpaStorageSettings storage,
            ISearchParamRegistry searchParameters,
            IValidationSupport validation) {
        var provider = new JpaCapabilityStatementProvider(server, system, storage, searchParameters, validation);
        server.setServerConformanceProvider(provider);
        return provider;
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
        var servlet = new ServletRegistrationBean<>(server, PATH + "/*");
        servlet.setName("fhir");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    /**
     * Loads the search parameters before the port opens.
     *
     * <p>Cold, every first writer holds a connection and wants a second one to load them: fifty at once starve the pool.
     */
    @Bean
    SmartInitializingSingleton searchParameterWarmUp(ISearchParamRegistry searchParameters) {
        return searchParameters::forceRefresh;
    }
}
