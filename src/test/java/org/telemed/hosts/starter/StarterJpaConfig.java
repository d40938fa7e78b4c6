package org.telemed.hosts.starter;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.LoggingInterceptor;
import ca.uhn.fhir.rest.server.interceptor.ResponseHighlighterInterceptor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The storage as the starter sets it, and its servlet: a bean, with interceptors of its own. */
@Configuration
public class StarterJpaConfig {

    /** Ids as HAPI gives them by default: numbers. */
    @Bean
    public JpaStorageSettings jpaStorageSettings(
            @Value("${hapi.fhir.local_base_urls:}") Set<String> localBaseUrls,
            @Value("${hapi.fhir.mass_ingestion_mode_enabled:false}") boolean massIngestion) {
        JpaStorageSettings settings = new JpaStorageSettings();
        settings.setMassIngestionMode(massIngestion);
        settings.setTreatBaseUrlsAsLocal(localBaseUrls);
        return settings;
    }

    @Bean
    public PartitionSettings partitionSettings() {
        return new PartitionSettings();
    }

    @Bean
    public LoggingInterceptor loggingInterceptor() {
        LoggingInterceptor logging = new LoggingInterceptor();
        logging.setLoggerName("fhirtest.access");
        return logging;
    }

    @Bean
    public RestfulServer restfulServer(
            IFhirSystemDao<?, ?> systemDao,
            IJpaSystemProvider systemProvider,
            ResourceProviderFactory providers,
            JpaStorageSettings storage,
            ISearchParamRegistry searchParameters,
            IValidationSupport validation,
            DatabaseBackedPagingProvider paging,
            LoggingInterceptor logging) {
        RestfulServer server = new RestfulServer(systemDao.getContext());
        server.registerProviders(providers.createProviders());
        server.registerProvider(systemProvider);
        server.setPagingProvider(paging);
        server.setServerConformanceProvider(
                new JpaCapabilityStatementProvider(server, systemDao, storage, searchParameters, validation));
        server.registerInterceptor(logging);
        server.registerInterceptor(new ResponseHighlighterInterceptor());
        return server;
    }
}
