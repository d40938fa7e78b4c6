package org.telemed.plugin.definitions;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.telemed.core.error.Loggable;
import org.telemed.hapi.definition.DefinitionStore.Outcome;

/**
 * Stores our definitions when the host is up, one after the other on a thread of its own: it costs the start nothing, and
 * holds one connection at a time. A failure is logged and the next start tries again.
 */
final class FhirConfigLoader implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FhirConfigLoader.class);
    private static final int MOST_MILLIS_TO_STOP = 10_000;

    private final Supplier<List<IBaseResource>> definitions;
    private final Function<IBaseResource, Outcome> store;
    private volatile boolean running;
    private @Nullable Thread thread;

    /** @param store makes sure that a definition is stored */
    FhirConfigLoader(Supplier<List<IBaseResource>> definitions, Function<IBaseResource, Outcome> store) {
        this.definitions = definitions;
        this.store = store;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = new Thread(this::load, "telemed-fhir-config");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for the definition that is being stored; an interrupt would close a file database under everybody. */
    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            try {
                thread.join(MOST_MILLIS_TO_STOP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void load() {
        Map<Outcome, List<String>> done = new EnumMap<>(Outcome.class);
        List<String> failed = new ArrayList<>();
        try {
            for (IBaseResource definition : definitions.get()) {
                if (running) {
                    store(definition, done, failed);
                }
            }
        } catch (RuntimeException | LinkageError broken) {
            failed.add("and all after it (" + Loggable.text(broken) + ")");
        }
        tell(done, failed);
    }

    /** A host that refuses one may take the next; a database that is down would fail them all, one timeout each. */
    private void store(IBaseResource definition, Map<Outcome, List<String>> done, List<String> failed) {
        String id = definition.getIdElement().getValue();
        try {
            done.computeIfAbsent(store.apply(definition), outcome -> new ArrayList<>())
                    .add(id);
        } catch (BaseServerResponseException refused) {
            failed.add(id + " (" + refused.getMessage() + ")");
            if (refused.getStatusCode() >= 500) {
                throw refused;
            }
        }
    }

    private static void tell(Map<Outcome, List<String>> done, List<String> failed) {
        if (done.containsKey(Outcome.WRITTEN)) {
            LOG.info(
                    "Stored {} definitions of fhir-config",
                    done.get(Outcome.WRITTEN).size());
        }
        if (done.containsKey(Outcome.LEFT_ALONE)) {
            LOG.info(
                    "Left these of fhir-config alone, because this server has others in their place: {}",
                    done.get(Outcome.LEFT_ALONE));
        }
        if (!failed.isEmpty()) {
            LOG.warn(
                    "These of fhir-config could not be stored; all else works, and the next start tries again: {}",
                    failed);
        }
    }
}
