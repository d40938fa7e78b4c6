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
import org.telemed.hapi.operation.TelemedOperationProvider;

/**
 * Warns of other providers that have an operation with the name of one of ours, because HAPI calls only one of the two.
 */
public final class DuplicateOperationCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DuplicateOperationCheck.class);

    private DuplicateOperationCheck() {}

    public static void warnOf(ApplicationContext host) {
        serversOf(host)
                .distinct()
                .flatMap(server -> Stream.<Object>concat(
                        server.getResourceProviders().stream(), server.getPlainProviders().stream()))
                .filter(provider -> !(provider instanceof TelemedOperationProvider))
                .forEach(DuplicateOperationCheck::warnOf);
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
                .map(DuplicateOperationCheck::operation)
                .filter(TelemedOperationProvider.NAMES::contains)
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
