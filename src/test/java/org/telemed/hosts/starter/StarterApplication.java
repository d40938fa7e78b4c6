package org.telemed.hosts.starter;

import ca.uhn.fhir.rest.server.RestfulServer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.HostStorage;

/** Scans its own package and knows nothing of telemedicine. */
@SpringBootApplication
@Import(HostStorage.class)
public class StarterApplication {

    public static void main(String[] args) {
        HostSettings.applicationOf(StarterApplication.class).run(args);
    }

    @Bean
    public ServletRegistrationBean<RestfulServer> hapiServletRegistration(RestfulServer restfulServer) {
        var registration = new ServletRegistrationBean<>(restfulServer, "/fhir/*");
        registration.setName("fhirServlet");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
