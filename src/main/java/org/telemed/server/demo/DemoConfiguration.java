package org.telemed.server.demo;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.telemed.plugin.TelemedProperties;
import org.telemed.server.start.StartCheck;
import org.telemed.server.web.RefusalWriter;

/** All of the demo. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
@Import({DemoEmulator.class, DemoAuthorizationServer.class})
public class DemoConfiguration {

    @Bean
    static StartCheck demoSafety() {
        return new DemoSafety();
    }

    @Bean
    FilterRegistrationBean<HostNameFilter> demoHostNames(RefusalWriter refusals) {
        var filter = new FilterRegistrationBean<>(new HostNameFilter(refusals));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    DemoData demoData(
            FhirContext fhir, IFhirSystemDao<?, ?> system, @Value("classpath:test-data/*.json") Resource[] files) {
        return new DemoData(fhir, system, files);
    }

    @Bean
    DemoWelcome demoWelcome(TelemedProperties server, DemoEmulator emulator) {
        return new DemoWelcome(server, emulator.baseUrl());
    }
}
