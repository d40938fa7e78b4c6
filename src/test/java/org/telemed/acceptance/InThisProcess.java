package org.telemed.acceptance;

import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.event.TelemedEvents;
import org.telemed.hapi.audit.AuditEventFailures;
import org.telemed.hapi.audit.AuditEventStore;
import org.telemed.hapi.caller.Partitions;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.token.ApiKeyHash;

/** For topics that cannot be tested over HTTP alone: a host whose inside the test can reach. */
public interface InThisProcess extends Acceptance {

    ApplicationContext inside();

    /** Time passes, for the server and for its Twilio. */
    default void timePasses(Duration time) {
        twilio().timePasses(time.toString());
        inside().getBean("telemedClock", MovingClock.class).advance(time);
    }

    default FhirContext fhir() {
        return inside().getBean(FhirContext.class);
    }

    /** Another node's view of this repository, which remembers nothing yet. */
    default AuditEventStore storeOfAnotherNode() {
        return new AuditEventStore(
                inside().getBean(DaoRegistry.class),
                fhir(),
                new Partitions(new PartitionSettings(), null),
                new AuditEventFailures(TelemedEvents.SILENT));
    }

    /** The ids that a node with another API key computes, which is told the secrets of former ones. */
    default KeyedIds keysOfAnotherNode(List<String> formerSecrets) {
        TwilioAccount account = new TwilioAccount(
                "AC" + "0".repeat(32), "SK" + "1".repeat(32), "another-secret-".repeat(3), Optional.empty());
        return new KeyedIds(new ApiKeyHash(account, formerSecrets));
    }

    /** Does something while the repository calls that interceptor. */
    default void whileStorageCalls(Object interceptor, Runnable action) {
        IInterceptorService hooks = inside().getBean(IInterceptorService.class);
        betweenCalls(() -> hooks.registerInterceptor(interceptor));
        try {
            action.run();
        } finally {
            betweenCalls(() -> hooks.unregisterInterceptor(interceptor));
        }
    }

    /**
     * Changes interceptors while none is called. HAPI iterates over its own list of them, after the answer too (for
     * SERVER_PROCESSING_COMPLETED_NORMALLY): a change meanwhile is a ConcurrentModificationException in a request.
     */
    default void betweenCalls(Runnable change) {
        await().until(() -> Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .noneMatch(frame -> frame.getMethodName().equals("callInvokers")));
        change.run();
    }

    /** Does something while the FHIR servlet calls that interceptor. */
    default void whileTheServerCalls(Object interceptor, Runnable action) {
        RestfulServer server = inside().getBeansOfType(ServletRegistrationBean.class).values().stream()
                .map(ServletRegistrationBean::getServlet)
                .filter(RestfulServer.class::isInstance)
                .map(RestfulServer.class::cast)
                .findFirst()
                .orElseThrow();
        betweenCalls(() -> server.registerInterceptor(interceptor));
        try {
            action.run();
        } finally {
            betweenCalls(() -> server.unregisterInterceptor(interceptor));
        }
    }
}
