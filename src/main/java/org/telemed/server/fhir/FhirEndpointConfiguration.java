package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.telemed.fhir.body.BodyCheck;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.error.BatchOutcomeInterceptor;
import org.telemed.server.error.ErrorOutcomeInterceptor;
import org.telemed.server.patch.PatchBodyInterceptor;
import org.telemed.server.patch.PatchPathInterceptor;
import org.telemed.server.patch.PatchedIdInterceptor;
import org.telemed.server.patch.PatchedNumberInterceptor;
import org.telemed.server.search.SearchBoundsInterceptor;

/** The FHIR base at {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
public class FhirEndpointConfiguration {

    /** The path of the FHIR base below the server's root. */
    public static final String PATH = "/fhir";

    /** Storage interceptors belong on HAPI's interceptor service, not here: DAO calls do not come this way. */
    @Bean
    RestfulServer fhirServer(
            FhirContext fhir, TelemedProperties settings, AuthorizationInterceptor authorization, BeanFactory beans) {
        FhirServlet server = new FhirServlet(fhir, settings.fhirBase(), beans);
        server.registerInterceptor(authorization);
        server.registerInterceptor(new RequestCheckInterceptor(server, fhir));
        server.registerInterceptor(new ErrorOutcomeInterceptor(fhir));
        server.registerInterceptor(new BatchOutcomeInterceptor(fhir));
        server.registerInterceptor(new IfNoneMatchInterceptor());
        server.registerInterceptor(new SearchBoundsInterceptor(fhir));
        server.registerInterceptor(new EntryConditionInterceptor(fhir));
        return server;
    }

    @Bean
    SmartInitializingSingleton storageChecks(
            FhirContext fhir, TelemedProperties settings, IInterceptorService storage, JpaStorageSettings tables) {
        BodyCheck check = new BodyCheck(fhir, settings.limits().body().toBytes());
        return () -> {
            storage.registerInterceptor(new PatchBodyInterceptor(fhir, check));
            storage.registerInterceptor(new PatchedNumberInterceptor(fhir));
            storage.registerInterceptor(new PatchPathInterceptor(fhir));
            storage.registerInterceptor(new PatchedIdInterceptor(fhir));
            storage.registerInterceptor(new IndexedValueInterceptor(fhir));
            storage.registerInterceptor(new NarrativeInterceptor(fhir));
            storage.registerInterceptor(new ColumnLengthInterceptor(fhir, tables));
        };
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
        var servlet = new ServletRegistrationBean<>(server, PATH + "/*");
        servlet.setName("fhir");
        servlet.setLoadOnStartup(1);
        return servlet;
    }
}
