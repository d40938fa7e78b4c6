package org.telemed.faults;

import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.Scope;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.telemed.core.reconcile.ReconcileQueue;
import org.telemed.core.sweep.SweepReport;
import org.telemed.plugin.lifecycle.RoomReconciliation;
import org.telemed.plugin.lifecycle.TelemedPlugin;

/**
 * The server as a process that can die. All that telemedicine remembers hangs on the one bean {@code telemed}: a restart
 * stops its threads, drops it, has Spring make another, and puts that in its place. The repository, like a database, stays.
 */
final class Node {
    private final ApplicationContext context;
    private final Generations generations;

    Node(ApplicationContext context) {
        this.context = context;
        this.generations = context.getBean(Generations.class);
    }

    /** Makes the bean one that is made anew with each generation of the process. */
    static void restartable(ConfigurableApplicationContext context) {
        Generations generations = new Generations();
        context.getBeanFactory().registerSingleton("generations", generations);
        context.addBeanFactoryPostProcessor(beans -> {
            beans.registerScope("generation", generations);
            beans.getBeanDefinition("telemed").setScope("generation");
        });
    }

    SweepReport sweeps() {
        return roomReconciliation().sweepSchedule().sweepNow();
    }

    /** Nothing more reaches the worker from the repository. */
    void losesHints() {
        hooks().unregisterInterceptor(roomReconciliation().encounterChanges());
    }

    /** Whatever was only in memory is gone. */
    void restarts() {
        TelemedPlugin old = telemed();
        roomReconciliation().sweepSchedule().close();
        roomReconciliation().queue().close();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> old.roomReconciliation().orElseThrow().queue().running() == 0);
        hooks().unregisterInterceptor(old.roomReconciliation().orElseThrow().encounterChanges());
        generations.next();
        RestfulServer server = context.getBean(RestfulServer.class);
        server.unregisterProvider(old.operations());
        server.registerProvider(telemed().operations());
        hooks().registerInterceptor(roomReconciliation().encounterChanges());
    }

    /** Waits until the worker has nothing to do at once. */
    void comesToRest() {
        ReconcileQueue queue = roomReconciliation().queue();
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> queue.running() == 0);
    }

    private RoomReconciliation roomReconciliation() {
        return telemed().roomReconciliation().orElseThrow();
    }

    private TelemedPlugin telemed() {
        return context.getBean(TelemedPlugin.class);
    }

    private IInterceptorService hooks() {
        return context.getBean(IInterceptorService.class);
    }

    /** A scope that ends when a test says so. */
    static final class Generations implements Scope {
        private final Map<String, Object> beans = new HashMap<>();

        synchronized void next() {
            beans.clear();
        }

        @Override
        public synchronized Object get(String name, ObjectFactory<?> factory) {
            Object bean = beans.get(name);
            if (bean == null) {
                bean = factory.getObject();
                beans.put(name, bean);
            }
            return bean;
        }

        @Override
        public synchronized Object remove(String name) {
            return beans.remove(name);
        }

        @Override
        public void registerDestructionCallback(String name, Runnable callback) {
            // a process that dies calls nothing back
        }

        @Override
        public Object resolveContextualObject(String key) {
            return null;
        }

        @Override
        public String getConversationId() {
            return "";
        }
    }
}
