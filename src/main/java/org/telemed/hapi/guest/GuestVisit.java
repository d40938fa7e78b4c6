package org.telemed.hapi.guest;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.guest.Guest;
import org.telemed.core.guest.GuestSessions;
import org.telemed.core.status.ReadTelemedStatus;
import org.telemed.core.status.TelemedStatus;
import org.telemed.core.token.IssueTelemedToken;
import org.telemed.core.token.IssueTelemedToken.SideEffects;
import org.telemed.core.video.VideoToken;
import org.telemed.fhir.status.StatusWriter;
import org.telemed.fhir.status.TokenWriter;
import org.telemed.hapi.encounter.RoomWriteListener;
import org.telemed.hapi.stream.EventStreamAccept;
import org.telemed.hapi.stream.RequestedStream;
import org.telemed.hapi.stream.StatusEvent;
import org.telemed.hapi.stream.StatusStreams;
import org.telemed.hapi.stream.StreamLimits;

/** The one visit of a guest: its status, its stream and its tokens, as the operations answer them. */
public final class GuestVisit {
    private final FhirContext context;
    private final GuestSessions sessions;
    private final ReadTelemedStatus readStatus;
    private final IssueTelemedToken issueToken;
    private final Function<RoomWriteListener, EncounterAccess> encounters;
    private final StatusStreams streams;
    private final GuestAudit audit;
    private final TelemedEvents events;

    /** @param encounters reads Encounters as the server */
    public GuestVisit(
            FhirContext context,
            GuestSessions sessions,
            ReadTelemedStatus readStatus,
            IssueTelemedToken issueToken,
            Function<RoomWriteListener, EncounterAccess> encounters,
            StatusStreams streams,
            GuestAudit audit,
            TelemedEvents events) {
        this.context = context;
        this.sessions = sessions;
        this.readStatus = readStatus;
        this.issueToken = issueToken;
        this.encounters = encounters;
        this.streams = streams;
        this.audit = audit;
        this.events = events;
    }

    /** The Parameters of {@code $telemed-status}, as JSON. */
    String status(Guest guest) {
        return json(asked(guest));
    }

    private TelemedStatus asked(Guest guest) {
        try {
            TelemedStatus status = read(guest);
            events.statusRead();
            return status;
        } catch (TelemedException refused) {
            events.statusRefused(refused.reason());
            throw refused;
        }
    }

    private TelemedStatus read(Guest guest) {
        return endingWithTheList(() -> readStatus.read(reading(), guest.encounter(), guest.caller()));
    }

    /** Whoever is taken off the list at this moment gets the one refusal, as a moment later. */
    private static <T> T endingWithTheList(Supplier<T> use) {
        try {
            return use.get();
        } catch (TelemedException refused) {
            throw refused.reason() == Reason.NOT_A_PARTICIPANT ? GuestSessions.notFound() : refused;
        }
    }

    private EncounterAccess reading() {
        return encounters.apply((encounter, before, after) -> {});
    }

    private String json(TelemedStatus status) {
        return json(new StatusWriter(context).write(status));
    }

    private String json(IBaseResource answer) {
        return context.newJsonParser().encodeResourceToString(answer);
    }

    /** The Parameters of {@code $telemed-token}, as JSON. */
    String token(HttpServletRequest request, Guest guest) {
        try {
            VideoToken token = endingWithTheList(() -> issueToken.issue(
                    encounters.apply(audit.roomWrites(request, guest)),
                    guest.encounter(),
                    guest.caller(),
                    SideEffects.ALLOWED));
            audit.tokenSent(request, guest, token);
            events.tokenIssued();
            return json(new TokenWriter(context).write(token));
        } catch (TelemedException refused) {
            audit.tokenRefused(request, guest, refused.reason());
            events.tokenRefused(refused.reason());
            throw refused;
        }
    }

    /** Opens a stream of the status, whose last event also tells that the visit is over. */
    void stream(HttpServletRequest request, Guest guest) {
        TelemedStatus first = asked(guest);
        StreamLimits.Permit permit = streams.acquire(request, guest.caller());
        boolean opened = false;
        try {
            streams.open(
                    request,
                    new RequestedStream(guest.encounter(), guest.expires(), first.isLast(), () -> event(guest), permit),
                    json(first));
            opened = true;
        } finally {
            if (!opened) {
                permit.release();
            }
        }
    }

    /** Looks the session up again: it may have ended. */
    private StatusEvent event(Guest guest) {
        TelemedStatus status = read(sessions.requireAlsoOfClosed(guest.cookie()));
        return new StatusEvent(json(status), status.isLast(), status.changesAt());
    }

    static boolean prefersStream(List<String> accept) {
        return EventStreamAccept.isPreferred(accept);
    }
}
