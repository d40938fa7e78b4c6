package org.telemed.plugin.wiring;

import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.hapi.operation.OperationHandler;
import org.telemed.hapi.operation.RefusalCountingHandler;

/** Collects the handlers of the operations, each with a listener of its refusals. */
final class OperationHandlers {
    private final Map<String, OperationHandler<? extends IBaseResource>> handlers = new HashMap<>();

    /** @param name of the operation, with the dollar sign */
    <T extends IBaseResource> OperationHandlers add(
            String name, OperationHandler<T> operation, RefusalCountingHandler.Listener refusals) {
        handlers.put(name, new RefusalCountingHandler<>(name, operation, refusals));
        return this;
    }

    Map<String, OperationHandler<? extends IBaseResource>> all() {
        return handlers;
    }
}
