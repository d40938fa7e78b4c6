package org.telemed.hosts;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** The FHIR servlet of a host that is not a starter. */
public final class HostServlet {

    private HostServlet() {}

    /** At {@code /fhir}, with the providers and the paging of that storage. */
    public static ServletRegistrationBean<RestfulServer> over(RestfulServer server, BeanFactory storage) {
        server.registerProviders(storage.getBean(ResourceProviderFactory.class).createProviders());
        server.registerProvider(storage.getBean(IJpaSystemProvider.class));
        server.setPagingProvider(storage.getBean(DatabaseBackedPagingProvider.class));
        server.setServerConformanceProvider(new JpaCapabilityStatementProvider(
                server,
                storage.getBean(IFhirSystemDao.class),
                storage.getBean(JpaStorageSettings.class),
                storage.getBean(ISearchParamRegistry.class),
                storage.getBean(IValidationSupport.class)));
        return new ServletRegistrationBean<>(server, "/fhir/*");
    }
}
