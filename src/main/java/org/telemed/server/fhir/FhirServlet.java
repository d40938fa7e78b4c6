package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.model.primitive.InstantDt;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.RestfulServerConfiguration;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.info.BuildProperties;
import org.telemed.server.smart.SmartConfiguration;

/**
 * HAPI's RestfulServer over the JPA storage.
 *
 * <p>It asks for the storage when the servlet starts, not when it is made: Spring Boot makes servlets before the other
 * beans, while look-ups by type are not cached yet, and HAPI's hundreds of beans then cost half of the start.
 */
final class FhirServlet extends RestfulServer {

    private static final long serialVersionUID = 1L;

    private final transient BeanFactory beans;
    private final transient InstantDt started = InstantDt.withCurrentTime();

    FhirServlet(FhirContext fhir, String base, BeanFactory beans) {
        super(fhir);
        this.beans = beans;
        setServerName("Telemed for HAPI FHIR");
        setImplementationDescription("A video room for every FHIR Encounter");
        setServerAddressStrategy(new HardcodedServerAddressStrategy(base));
        // Bodies arrive unpacked and measured, by the filter for limits
        setUncompressIncomingContents(false);
    }

    /** As the build says it: in its properties, else in the manifest of the jar. */
    private static String version(BeanFactory beans) {
        BuildProperties build = beans.getBeanProvider(BuildProperties.class).getIfAvailable();
        String version = build == null ? FhirServlet.class.getPackage().getImplementationVersion() : build.getVersion();
        return version == null || version.isBlank() ? "not built as a jar" : version;
    }

    /** The CapabilityStatement is of this start; else its date, and its entity tag, would change each time it is rendered. */
    @Override
    public RestfulServerConfiguration createConfiguration() {
        RestfulServerConfiguration configuration = super.createConfiguration();
        configuration.setConformanceDate(started);
        return configuration;
    }

    /** Says nothing of what the server is made of, which HAPI does in {@code X-Powered-By}. */
    @Override
    public void addHeadersToResponse(HttpServletResponse response) {
        // none
    }

    @Override
    protected void initialize() {
        setServerVersion(version(beans));
        registerProviders(beans.getBean(ResourceProviderFactory.class).createProviders());
        registerProvider(beans.getBean(IJpaSystemProvider.class));
        setPagingProvider(beans.getBean(DatabaseBackedPagingProvider.class));
        setServerConformanceProvider(new TelemedCapabilityStatementProvider(
                this,
                beans.getBean(IFhirSystemDao.class),
                beans.getBean(JpaStorageSettings.class),
                beans.getBean(ISearchParamRegistry.class),
                beans.getBean(IValidationSupport.class),
                beans.getBean(SmartConfiguration.class)));
    }
}
