package org.telemed.hosts.partitioned;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.entity.PartitionEntity;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.partition.IPartitionLookupSvc;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.partition.RequestTenantPartitionInterceptor;
import ca.uhn.fhir.rest.server.tenant.UrlBaseTenantIdentificationStrategy;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.telemed.hosts.HostServlet;
import org.telemed.hosts.HostStorage;

/** Each partition is a tenant with a name, which stands in the URL: {@code /fhir/NORTH/Encounter}. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(HostStorage.class)
public class TenantsApplication {

    @Bean
    public JpaStorageSettings storageSettings() {
        return new JpaStorageSettings();
    }

    @Bean
    public PartitionSettings partitionSettings() {
        PartitionSettings settings = new PartitionSettings();
        settings.setPartitioningEnabled(true);
        return settings;
    }

    @Bean
    public ServletRegistrationBean<RestfulServer> servlet(
            FhirContext fhir, IInterceptorService hooks, PartitionSettings partitions, BeanFactory storage) {
        RestfulServer server = new RestfulServer(fhir);
        server.setTenantIdentificationStrategy(new UrlBaseTenantIdentificationStrategy());
        RequestTenantPartitionInterceptor tenants = new RequestTenantPartitionInterceptor();
        tenants.setPartitionSettings(partitions);
        hooks.registerInterceptor(tenants);
        return HostServlet.over(server, storage);
    }

    /** Makes a tenant. */
    public static void open(IPartitionLookupSvc tenants, int number, String name) {
        tenants.createPartition(new PartitionEntity().setId(number).setName(name), null);
    }
}
