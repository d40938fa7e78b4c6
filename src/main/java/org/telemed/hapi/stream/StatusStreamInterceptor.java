package org.telemed.hapi.stream;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * Sends the answer of a request for a stream as its first event. It runs behind the host's own hooks, so that a stream
 * begins as any answer does: authorized, and as they leave it.
 */
@Interceptor
public final class StatusStreamInterceptor {
    /** HAPI subtracts orders from each other, so Integer.MAX_VALUE would overflow. */
    private static final int LAST = 1_000_000_000;

    private final FhirContext context;
    private final StatusStreams streams;

    public StatusStreamInterceptor(FhirContext context, StatusStreams streams) {
        this.context = context;
        this.streams = streams;
    }

    /** Returns false if the answer is sent. */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = LAST)
    public boolean sendAsEvent(@Nullable ServletRequestDetails request, ResponseDetails response) {
        RequestedStream requested = request == null ? null : RequestedStream.takeFrom(request);
        IBaseResource answer = response.getResponseResource();
        if (request == null || requested == null) {
            return true;
        }
        boolean opened = false;
        try {
            if (answer != null) {
                streams.open(request, requested, context.newJsonParser().encodeResourceToString(answer));
                opened = true;
            }
        } finally {
            if (!opened) {
                requested.permit().release();
            }
        }
        return !opened;
    }

    /** Gives back what a refused answer has taken. */
    @Hook(Pointcut.SERVER_PROCESSING_COMPLETED)
    public void completed(@Nullable ServletRequestDetails request) {
        RequestedStream unopened = request == null ? null : RequestedStream.takeFrom(request);
        if (unopened != null) {
            unopened.permit().release();
        }
    }
}
