package org.telemed.server.response;

import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.telemed.server.web.ErrorResponseWriter;

/** Registers the filter that buffers responses. */
@Configuration(proxyBeanMethods = false)
public class ResponseConfiguration {

    /** Outside all other filters: when it sends an answer, they are through with it. */
    @Bean
    FilterRegistrationBean<BufferedResponseFilter> bufferedResponses(
            ServerProperties server, ErrorResponseWriter refusals) {
        ResponseLimits limits = ResponseLimits.of(
                Runtime.getRuntime().maxMemory(),
                server.getTomcat().getThreads().getMax());
        var filter = new FilterRegistrationBean<>(new BufferedResponseFilter(limits, refusals));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> clientConnections() {
        return tomcat -> tomcat.addEngineValves(new ClientConnection.Valve());
    }
}
