package org.telemed.hapi.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.status.ReadTelemedStatus;
import org.telemed.core.status.TelemedStatus;
import org.telemed.fhir.status.StatusWriter;
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.encounter.JpaEncounterAccess;
import org.telemed.hapi.stream.EventStreamAccept;
import org.telemed.hapi.stream.RequestedStream;
import org.telemed.hapi.stream.StatusEvent;
import org.telemed.hapi.stream.StatusStreams;

/** Handles {@code $telemed-status}: on one Encounter, without a body, once or as a stream. */
public final class TelemedStatusOperation implements OperationHandler<IBaseParameters> {
    /** Of a stream whose caller has a login without a known end. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final OperationRequests requests;
    private final ReadTelemedStatus readStatus;
    private final FhirContext context;
    private final StatusWriter writer;
    private final StatusStreams streams;
    private final TelemedEvents events;
    private final Clock clock;

    /** Calls that use case. */
    public TelemedStatusOperation(
            OperationRequests requests,
            ReadTelemedStatus readStatus,
            FhirContext context,
            StatusStreams streams,
            TelemedEvents events,
            Clock clock) {
        this.requests = requests;
        this.readStatus = readStatus;
        this.context = context;
        this.writer = new StatusWriter(context);
        this.streams = streams;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public IBaseParameters run(ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body) {
        Caller caller = requests.callerOf(request);
        requests.inputOf(request, body, Set.of());
        if (id == null) {
            throw TelemedException.because(Reason.BAD_REQUEST, "Name the Encounter in the URL.");
        }
        EncounterId encounter = requests.idIn(request, id);
        // before hooks of the host note in it what they decided
        Optional<ServletRequestDetails> opening =
                isStream(request) ? Optional.of(new ServletRequestDetails(request)) : Optional.empty();
        JpaEncounterAccess encounters = requests.encountersOf(new CallerRequest(request));
        TelemedStatus status = readStatus.read(encounters, encounter, caller);
        request.getServletResponse().setHeader("Cache-Control", "no-store");
        opening.ifPresent(again ->
                requestedStream(request, caller, encounter, status, again).attachTo(request));
        events.statusRead();
        return writer.write(status);
    }

    private RequestedStream requestedStream(
            ServletRequestDetails request,
            Caller caller,
            EncounterId encounter,
            TelemedStatus status,
            ServletRequestDetails opening) {
        return new RequestedStream(
                encounter,
                caller.expires().orElseGet(() -> clock.instant().plus(LONGEST)),
                status.isLast(),
                source(opening, encounter, caller),
                streams.acquire(request, caller));
    }

    private static boolean isStream(ServletRequestDetails request) {
        boolean preferred = EventStreamAccept.isPreferred(request);
        if (preferred && !StatusStreams.isGet(request.getServletRequest())) {
            throw TelemedException.because(
                    Reason.NOT_ACCEPTABLE, "A stream is there by GET only. Send a GET, or accept FHIR JSON or XML.");
        }
        return preferred;
    }

    /**
     * Asks again as that request would: each time with a copy, because the host's hooks keep what they decide in a request's
     * user data.
     */
    private Supplier<StatusEvent> source(ServletRequestDetails opening, EncounterId encounter, Caller opener) {
        return () -> {
            ServletRequestDetails request = new ServletRequestDetails(opening);
            Caller caller = requests.sameCaller(request, opener);
            TelemedStatus status =
                    readStatus.read(requests.encountersOf(new CallerRequest(request)), encounter, caller);
            String json = context.newJsonParser().encodeResourceToString(writer.write(status));
            return new StatusEvent(json, status.isLast(), status.changesAt());
        };
    }
}
