package org.telemed.server.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.telemed.core.invitation.InvitationSender;
import org.telemed.plugin.settings.ConditionalOnSetting;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.smart.SmartConfiguration;
import org.telemed.server.start.StartCheck;
import org.telemed.server.web.ErrorResponseWriter;

/** The visit console, unless it is switched off. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSetting(value = "telemed.console.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ConsoleSettings.class)
public class ConsoleConfiguration {
    /** The console's path below the server's root; it and what is below it need no access token. */
    public static final String PATH = "/console";

    @Bean
    static StartCheck consoleSettings() {
        return ConsoleSettings.startCheck();
    }

    @Bean
    ConsoleFiles consoleFiles(ResourcePatternResolver resources) throws IOException {
        return ConsoleFiles.load(resources);
    }

    @Bean
    ConsoleClientConfig consoleClientConfig(
            ConsoleSettings settings, TelemedProperties server, ObjectProvider<InvitationSender> senders) {
        return new ConsoleClientConfig(
                server.fhirBase(),
                settings.clientId(),
                settings.scopes(),
                server.publicBase() + "/console/",
                settings.signalingUrl(),
                server.waitingRoom().enabled(),
                server.guests().enabled(),
                senders.stream().findAny().isPresent());
    }

    @Bean
    ServletRegistrationBean<ConsoleServlet> consoleServlet(
            ConsoleFiles files,
            ConsoleClientConfig config,
            ConsoleSettings settings,
            TelemedProperties server,
            SmartConfiguration smart,
            ObjectMapper json,
            ErrorResponseWriter refusals) {
        var headers = new ConsoleHeaders(settings, server.fhirBase(), smart::tokenEndpoint);
        var servlet =
                new ServletRegistrationBean<>(new ConsoleServlet(files, config, headers, json, refusals), PATH + "/*");
        servlet.setName("console");
        return servlet;
    }

    /**
     * Before the check of access tokens, and before paths are made canonical: {@code //} is no page. The demo has a page of
     * its own there.
     */
    @Bean
    @Profile("!demo")
    FilterRegistrationBean<ConsoleRedirectFilter> consoleAtTheRoot(ConsoleFiles files) {
        var filter = new FilterRegistrationBean<>(new ConsoleRedirectFilter());
        filter.setEnabled(files.areThere());
        filter.addUrlPatterns("/");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
