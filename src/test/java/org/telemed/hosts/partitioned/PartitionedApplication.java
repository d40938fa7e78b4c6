package org.telemed.hosts.partitioned;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.interceptor.RequestHeaderPartitionInterceptor;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.rest.server.RestfulServer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.telemed.hosts.HostServlet;
import org.telemed.hosts.HostStorage;

/** Partitions have numbers and no names, and the database keeps them apart, so that each may have any id. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(HostStorage.class)
public class PartitionedApplication {

    @Bean
    public JpaStorageSettings storageSettings() {
        return new JpaStorageSettings();
    }

    @Bean
    public PartitionSettings partitionSettings() {
        PartitionSettings settings = new PartitionSettings();
        settings.setPartitioningEnabled(true);
        settings.setUnnamedPartitionMode(true);
        settings.setDatabasePartitionMode(true);
        settings.setDefaultPartitionId(0);
        return settings;
    }

    @Bean
    public ServletRegistrationBean<RestfulServer> servlet(
            FhirContext fhir, IInterceptorService hooks, PartitionSettings partitions, BeanFactory storage) {
        hooks.registerInterceptor(new RequestHeaderPartitionInterceptor(partitions));
        return HostServlet.over(new RestfulServer(fhir), storage);
    }
}
