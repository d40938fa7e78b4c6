package org.telemed.hapi.operation;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.HostExceptionTranslation;

/**
 * Handler that reports the refusals of another one, and logs one line for each that the vendor caused.
 *
 * @param <T> the type of the answer
 */
public final class RefusalCountingHandler<T> implements OperationHandler<T> {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalCountingHandler.class);

    /** Reasons about which an operator can do something. */
    private static final Set<Reason> TROUBLE = EnumSet.of(
            Reason.PROVIDER_DOWN,
            Reason.PROVIDER_REFUSED,
            Reason.PROVIDER_THROTTLED,
            Reason.PROVIDER_TIMEOUT,
            Reason.ROOM_NAME_TAKEN);

    /** Is called for each refusal. */
    @FunctionalInterface
    public interface Listener {
        void refused(ServletRequestDetails request, @Nullable IIdType id, Reason reason);
    }

    private final String name;
    private final OperationHandler<T> operation;
    private final Listener listener;

    /**
     * Wraps a handler.
     *
     * @param name of the operation, with the dollar sign
     * @param listener hears of each refusal
     */
    public RefusalCountingHandler(String name, OperationHandler<T> operation, Listener listener) {
        this.name = name;
        this.operation = operation;
        this.listener = listener;
    }

    @Override
    public T run(ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body) {
        try {
            return operation.run(request, id, body);
        } catch (TelemedException refused) {
            listener.refused(request, id, refused.reason());
            if (TROUBLE.contains(refused.reason())) {
                LOG.warn("{} failed for request {}: {}", name, request.getRequestId(), refused.message());
            }
            throw refused;
        } catch (RuntimeException hosts) {
            listener.refused(
                    request,
                    id,
                    HostExceptionTranslation.translated(hosts) instanceof TelemedException known
                            ? known.reason()
                            : Reason.INTERNAL_ERROR);
            throw hosts;
        } catch (LinkageError unexpected) {
            listener.refused(request, id, Reason.INTERNAL_ERROR);
            throw unexpected;
        }
    }
}
