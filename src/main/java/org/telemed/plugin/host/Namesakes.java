package org.telemed.plugin.host;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.telemed.hapi.operation.TelemedOperations;

/** Providers of other people with an operation that is called like one of ours: HAPI calls one of the two. */
public final class Namesakes {
    private static final Logger LOG = LoggerFactory.getLogger(Namesakes.class);

    private Namesakes() {}

    public static void warnOf(ApplicationContext host) {
        serversOf(host)
                .distinct()
                .flatMap(server -> Stream.<Object>concat(
                        server.getResourceProviders().stream(), server.getPlainProviders().stream()))
                .filter(provider -> !(provider instanceof TelemedOperations))
                .forEach(Namesakes::warnOf);
    }

    private static Stream<RestfulServer> serversOf(ApplicationContext host) {
        Stream<RestfulServer> registered = Arrays.stream(host.getBeanNamesForType(ServletRegistrationBean.class))
                .map(name -> ((ServletRegistrationBean<?>) host.getBean(name)).getServlet())
                .filter(RestfulServer.class::isInstance)
                .map(RestfulServer.class::cast);
        return Stream.concat(registered, host.getBeanProvider(RestfulServer.class).stream());
    }

    private static void warnOf(Object provider) {
        Arrays.stream(provider.getClass().getMethods())
                .map(Namesakes::operation)
                .filter(TelemedOperations.NAMES::contains)
                .distinct()
                .forEach(name -> LOG.error(
                        "{} answers {} as well as Telemed does, and HAPI calls one of the two. Remove the other plugin, or"
                                + " set telemed.enabled=false.",
                        provider.getClass().getName(),
                        name));
    }

    private static String operation(Method method) {
        Operation operation = method.getAnnotation(Operation.class);
        String name = operation == null ? "" : operation.name();
        return name.startsWith("$") ? name : "$" + name;
    }
}
