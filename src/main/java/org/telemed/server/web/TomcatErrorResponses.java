package org.telemed.server.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** Replaces Tomcat's error valve, which answers in HTML, by the {@link ErrorResponseValve}. */
final class TomcatErrorResponses implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final ErrorResponseWriter refusals;
    private final String contextPath;

    TomcatErrorResponses(ErrorResponseWriter refusals, @Value("${server.servlet.context-path:}") String contextPath) {
        this.refusals = refusals;
        this.contextPath = contextPath;
    }

    /** The last valve reports first; Tomcat would add its own after this one. */
    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass("");
                host.getPipeline().addValve(new ErrorResponseValve(refusals, contextPath));
            }
        });
    }
}
