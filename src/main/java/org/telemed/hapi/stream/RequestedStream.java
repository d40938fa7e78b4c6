package org.telemed.hapi.stream;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.EncounterId;

/**
 * A stream that an operation has granted, and that begins with its answer.
 *
 * @param expires when the caller's login ends, and with it the stream
 * @param isLast whether nothing follows on the first event
 * @param source checks the caller's rights again, and says what the stream would say
 * @param permit given back when the stream has ended
 */
public record RequestedStream(
        EncounterId encounter,
        Instant expires,
        boolean isLast,
        Supplier<StatusEvent> source,
        StreamLimits.Permit permit) {
    private static final String KEY = RequestedStream.class.getName();

    /** Makes the answer of this request the first event of the stream. */
    public void attachTo(RequestDetails request) {
        request.getUserData().put(KEY, this);
    }

    static @Nullable RequestedStream takeFrom(RequestDetails request) {
        return (RequestedStream) request.getUserData().remove(KEY);
    }
}
