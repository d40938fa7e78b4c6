package org.telemed.hapi.operation;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Handles one FHIR operation, on the type or on an instance.
 *
 * @param <T> the type of the answer
 */
@FunctionalInterface
public interface OperationHandler<T> {
    /**
     * Carries out the operation.
     *
     * @param id the Encounter in the URL, if the operation was called on one
     * @param body as sent
     * @throws TelemedException if it is refused or fails
     */
    T run(ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body);

    /**
     * A handler that answers every request with NOT_CONFIGURED.
     *
     * @param sentence names the settings
     */
    static <T> OperationHandler<T> notConfigured(String sentence) {
        return (request, id, body) -> {
            throw TelemedException.because(Reason.NOT_CONFIGURED, sentence);
        };
    }
}
