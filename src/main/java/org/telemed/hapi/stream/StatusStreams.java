package org.telemed.hapi.stream;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.telemed.core.caller.Caller;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.watch.EncounterWatch;

/** Opens streams of this node, and counts them. */
public final class StatusStreams {
    private final EncounterWatch watch;
    private final StreamLimits limits;
    private final RequestThreadContext threads;
    private final TelemedEvents events;
    private final Clock clock;

    public StatusStreams(
            EncounterWatch watch,
            StreamLimits limits,
            RequestThreadContext threads,
            TelemedEvents events,
            Clock clock) {
        this.watch = watch;
        this.limits = limits;
        this.threads = threads;
        this.events = events;
        this.clock = clock;
    }

    /** Whether the client sent a GET. Whatever wraps the request may take a HEAD for one. */
    public static boolean isGet(HttpServletRequest request) {
        ServletRequest sent = request;
        while (sent instanceof ServletRequestWrapper wrapper) {
            sent = wrapper.getRequest();
        }
        return sent instanceof HttpServletRequest http && http.getMethod().equals("GET");
    }

    /**
     * Takes a permit for a stream of that caller.
     *
     * @throws TelemedException TOO_MANY_REQUESTS, BUSY, or NOT_ACCEPTABLE in a host whose servlet cannot do it
     */
    public StreamLimits.Permit acquire(ServletRequestDetails request, Caller caller) {
        return acquire(request.getServletRequest(), caller);
    }

    /** The same for a request that does not go through HAPI. */
    public StreamLimits.Permit acquire(HttpServletRequest request, Caller caller) {
        if (!request.isAsyncSupported()) {
            throw TelemedException.because(
                    Reason.NOT_ACCEPTABLE,
                    "This server sends no streams. Ask without Accept: text/event-stream, or ask its operator to register"
                            + " the FHIR servlet and its filters with asyncSupported.");
        }
        return limits.acquire(caller);
    }

    /** Sends the first event, and holds the response open. */
    void open(ServletRequestDetails request, RequestedStream requested, String first) {
        open(request.getServletRequest(), requested, first);
    }

    /** The same for a request that does not go through HAPI. */
    public void open(HttpServletRequest request, RequestedStream requested, String first) {
        AsyncContext async = request.startAsync();
        try {
            async.setTimeout(0);
            EventWriter writer = writer(async);
            StatusStream stream = stream(request, requested, first, writer);
            async.addListener(stream);
            writer.event(first);
            if (requested.isLast()) {
                stream.close();
            } else {
                watch.add(stream);
                events.statusStreams(watch.size());
            }
        } catch (RuntimeException failed) {
            async.complete(); // or it would stay open for ever
            throw failed;
        }
    }

    /** Writes to the container's own response: what wraps it may gather the answer until it is complete. */
    private static EventWriter writer(AsyncContext async) {
        HttpServletResponse response = (HttpServletResponse) async.getResponse();
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(EventStreamAccept.MEDIA_TYPE + ";charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // nginx
        try {
            EventWriter writer = new EventWriter(async, response.getOutputStream());
            response.getOutputStream().setWriteListener(writer);
            return writer;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private StatusStream stream(
            HttpServletRequest request, RequestedStream requested, String first, EventWriter writer) {
        return new StatusStream(
                requested, first, writer, threads.capture(request), clock, stream -> {
                    watch.remove(stream);
                    requested.permit().release();
                    events.statusStreams(watch.size());
                });
    }
}
