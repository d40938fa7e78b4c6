package org.telemed.hosts.twice;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.IdStrategyEnum;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.time.Clock;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.telemed.hosts.HostServlet;
import org.telemed.hosts.HostStorage;

/** Its servlet is no bean. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(HostStorage.class)
public class HooksTwiceApplication {

    @Bean
    public JpaStorageSettings storageSettings(@Value("${host.base}") String base) {
        JpaStorageSettings settings = new JpaStorageSettings();
        settings.setResourceServerIdStrategy(IdStrategyEnum.UUID);
        settings.setTreatBaseUrlsAsLocal(Set.of(base));
        return settings;
    }

    @Bean
    public PartitionSettings partitionSettings() {
        return new PartitionSettings();
    }

    @Bean
    public Sessions sessions(@Value("${host.base}") String base, Clock telemedClock) {
        return new Sessions(base, telemedClock);
    }

    /** The same interceptors for the servlet and for the storage: see hapi-fhir#6993. */
    @Bean
    public ServletRegistrationBean<RestfulServer> servlet(
            FhirContext fhir, IInterceptorService storageHooks, BeanFactory storage) {
        return HostServlet.over(new RestfulServer(fhir, storageHooks), storage);
    }
}
