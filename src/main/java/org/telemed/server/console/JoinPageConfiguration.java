package org.telemed.server.console;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.telemed.plugin.settings.ConditionalOnSetting;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.smart.SmartConfiguration;
import org.telemed.server.web.ErrorResponseWriter;

/** The page to which a guest's link leads, where there are guests and the visit console. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSetting("telemed.guests.enabled")
@ConditionalOnSetting(value = "telemed.console.enabled", matchIfMissing = true)
public class JoinPageConfiguration {
    /** Its path below the server's root. */
    public static final String PATH = "/join";

    @Bean
    ServletRegistrationBean<JoinPageServlet> joinPage(
            ConsoleFiles files,
            ConsoleSettings settings,
            TelemedProperties server,
            SmartConfiguration smart,
            ErrorResponseWriter refusals) {
        var headers = new ConsoleHeaders(settings, server.fhirBase(), smart::tokenEndpoint);
        var servlet = new ServletRegistrationBean<>(new JoinPageServlet(files, headers, refusals), PATH);
        servlet.setName("join");
        return servlet;
    }
}
