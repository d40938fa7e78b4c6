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
import org.telemed.core.error.RedactedThrowable;
import org.telemed.hapi.definition.DefinitionStore.Outcome;

/**
 * Stores our definitions after the host's start, one by one on a background thread, so that it does not delay the start
 * and uses one connection at a time. A failure is logged and retried at the next start.
 */
final class FhirConfigLoader implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FhirConfigLoader.class);
    private static final int MOST_MILLIS_TO_STOP = 10_000;

    private final Supplier<List<IBaseResource>> definitions;
    private final Function<IBaseResource, Outcome> store;
    private volatile boolean running;
    private @Nullable Thread thread;

    /** @param store stores a definition unless it is stored already */
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

    /** Waits for the definition that is being stored: an interrupt would close an H2 file database. */
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
            failed.add("and all after it (" + RedactedThrowable.oneLine(broken) + ")");
        }
        tell(done, failed);
    }

    /**
     * Goes on if the host refuses one definition; stops if the database is down, because each one would wait for a
     * timeout.
     */
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
