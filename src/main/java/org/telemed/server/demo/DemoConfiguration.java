package org.telemed.server.demo;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.telemed.hapi.http.BodyReader;
import org.telemed.hapi.http.CallerPermits;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.console.ConsoleFiles;
import org.telemed.server.demo.issuer.DemoAuthorizationServer;
import org.telemed.server.start.PortCheck;
import org.telemed.server.start.StartCheck;
import org.telemed.server.web.BodyLimitFilter;
import org.telemed.server.web.ErrorResponseWriter;

/** The beans of the demo profile. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
@Import({DemoEmulator.class, DemoAuthorizationServer.class})
public class DemoConfiguration {

    @Bean
    static StartCheck demoSafety() {
        return new DemoSafetyCheck();
    }

    @Bean
    static StartCheck emulatorPort() {
        return PortCheck.onLoopback("telemed.emulator");
    }

    @Bean
    FilterRegistrationBean<HostNameFilter> demoHostNames(ErrorResponseWriter refusals) {
        var filter = new FilterRegistrationBean<>(new HostNameFilter(refusals));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** Nobody is authenticated yet where an access token is asked for. */
    @Bean
    FilterRegistrationBean<BodyLimitFilter> demoTokenRequests(
            TelemedProperties settings, CallerPermits permits, ErrorResponseWriter refusals) {
        var filter = new FilterRegistrationBean<>(new BodyLimitFilter(
                new BodyReader(Math.toIntExact(settings.limits().body().toBytes()), permits), refusals));
        filter.addUrlPatterns("/oauth2/token", "/oauth2/authorize");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }

    @Bean
    DemoData demoData(FhirContext fhir, IFhirSystemDao<?, ?> system, ResourcePatternResolver files) throws IOException {
        // R4 and R4B do not differ in anything that the demo uses
        String folder = fhir.getVersion().getVersion() == FhirVersionEnum.R5 ? "r5/" : "";
        return new DemoData(fhir, system, files.getResources("classpath:test-data/" + folder + "*.json"));
    }

    @Bean
    DemoCommands demoCommands(TelemedProperties server, FhirContext fhir) {
        return new DemoCommands(
                server.publicBase(), server.fhirBase(), fhir.getVersion().getVersion());
    }

    @Bean
    DemoConsole demoConsole(TelemedProperties server, ObjectProvider<ConsoleFiles> console) {
        ConsoleFiles files = console.getIfAvailable();
        return new DemoConsole(server.publicBase(), files != null, files != null && files.areThere());
    }

    @Bean
    DemoWelcome demoWelcome(
            TelemedProperties server, DemoEmulator emulator, DemoConsole console, DemoCommands commands) {
        return new DemoWelcome(server, emulator.baseUrl(), console, commands);
    }

    @Bean
    DemoRooms demoRooms(Environment environment, ObjectMapper json) {
        return new DemoRooms(environment, json);
    }

    /** After the check of the host name, before the one of access tokens. */
    @Bean
    FilterRegistrationBean<DemoPageFilter> demoPage(
            TelemedProperties server,
            DemoEmulator emulator,
            DemoCommands commands,
            DemoConsole console,
            FhirContext fhir) {
        var filter = new FilterRegistrationBean<>(new DemoPageFilter(new DemoPage(
                server, emulator.baseUrl(), commands, console, fhir.getVersion().getVersion())));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }
}
