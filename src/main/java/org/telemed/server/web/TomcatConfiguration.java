package org.telemed.server.web;

import org.apache.coyote.ContinueResponseTiming;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.telemed.hapi.http.CallerPermits;

/** Configures how Tomcat reads request bodies. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadBodies() {
        return tomcat -> {
            tomcat.addEngineValves(new UnreadBodyValve());
            // Nobody is invited to send a body before it is wanted
            tomcat.addConnectorCustomizers(connector -> connector.setProperty(
                    "continueResponseTiming", ContinueResponseTiming.ON_REQUEST_BODY_READ.toString()));
        };
    }

    /** A quarter of the threads may wait for slow bodies, a fifth of these for those of one caller. */
    @Bean
    CallerPermits bodyPermits(ServerProperties server) {
        int permits = Math.max(1, server.getTomcat().getThreads().getMax() / 4);
        return new CallerPermits(permits, Math.max(1, permits / 5));
    }
}
