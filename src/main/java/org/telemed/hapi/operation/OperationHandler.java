package org.telemed.hapi.operation;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * One operation, on a type or on an instance.
 *
 * @param <T> what it answers with
 */
@FunctionalInterface
public interface OperationHandler<T> {
    /**
     * Carries out the operation.
     *
     * @param id the Encounter in the URL, if the operation was called on one
     * @param body as sent
     * @throws TelemedException why not
     */
    T run(ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body);

    /**
     * An operation that refuses everything because settings are missing or wrong.
     *
     * @param sentence names the settings
     */
    static <T> OperationHandler<T> notConfigured(String sentence) {
        return (request, id, body) -> {
            throw TelemedException.because(Reason.NOT_CONFIGURED, sentence);
        };
    }
}
