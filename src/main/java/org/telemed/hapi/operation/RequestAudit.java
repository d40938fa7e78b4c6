package org.telemed.hapi.operation;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.audit.AuditTrail;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.invitation.InvitedGuest;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.VideoToken;
import org.telemed.hapi.audit.RequestActors;
import org.telemed.hapi.encounter.RoomWriteListener;

/** Records what requests do: tokens, rooms, and what is refused. */
public final class RequestAudit {
    private static final String NOT_SENT = Reason.PROVIDER_REFUSED.code();
    private static final String REFUSED = RequestAudit.class.getName() + ".REFUSED";

    private static final Map<String, AuditKind> REFUSALS = Map.of(
            TelemedOperationProvider.CREATE, AuditKind.ROOM_REFUSED,
            TelemedOperationProvider.TOKEN, AuditKind.TOKEN_REFUSED,
            TelemedOperationProvider.END, AuditKind.END_REFUSED,
            TelemedOperationProvider.ADMIT, AuditKind.ADMISSION_REFUSED,
            TelemedOperationProvider.DISMISS, AuditKind.ADMISSION_REFUSED,
            TelemedOperationProvider.INVITE, AuditKind.INVITE_REFUSED);

    private final AuditTrail trail;
    private final RequestActors actors;

    /** @param actors tell who sent a request */
    public RequestAudit(AuditTrail trail, RequestActors actors) {
        this.trail = trail;
        this.actors = actors;
    }

    void tokenSent(ServletRequestDetails request, Caller caller, EncounterId encounter, VideoToken token) {
        trail.record(
                AuditKind.TOKEN_SENT,
                AuditActor.of(caller, RequestActors.addressOf(request)),
                Optional.of(encounter),
                Map.of(
                        AuditDetail.TOKEN_ID, token.id(),
                        AuditDetail.IDENTITY, token.identity(),
                        AuditDetail.ROOM, token.room().value()));
    }

    /** Records that the sender of a request invited that guest, and whether the link was sent if they asked for it. */
    void invited(ServletRequestDetails request, EncounterId encounter, InvitedGuest guest) {
        String person = guest.admission().person().reference();
        decided(AuditKind.GUEST_INVITED, request, encounter, guest.admission().person());
        guest.sent()
                .map(sent -> sent
                        ? Map.of(AuditDetail.PARTICIPANT, person)
                        : Map.of(AuditDetail.PARTICIPANT, person, AuditDetail.REASON, NOT_SENT))
                .ifPresent(details ->
                        trail.record(AuditKind.INVITATION_SENT, actors.of(request), Optional.of(encounter), details));
    }

    /** Records that the sender of a request admitted or dismissed somebody. */
    void decided(AuditKind kind, ServletRequestDetails request, EncounterId encounter, ResourceReference person) {
        trail.record(
                kind, actors.of(request), Optional.of(encounter), Map.of(AuditDetail.PARTICIPANT, person.reference()));
    }

    /** Records the refusals of that operation, such as {@code $end-telemed-room}. */
    public RefusalCountingHandler.Listener refusalsOf(@Nullable String operation) {
        AuditKind kind = operation == null ? null : REFUSALS.get(operation);
        return (request, id, reason) -> {
            if (kind != null) {
                Optional<String> encounter = Optional.ofNullable(id)
                        .filter(named -> !"Appointment".equals(request.getResourceName()))
                        .map(IIdType::getIdPart);
                refused(kind, request, encounter.flatMap(EncounterId::ifValid), reason);
            }
        };
    }

    /**
     * Records a refusal, once for each request.
     *
     * @param encounter empty if the request names none
     */
    void refused(AuditKind kind, ServletRequestDetails request, Optional<EncounterId> encounter, Reason reason) {
        if (request.getUserData().put(REFUSED, true) == null) {
            trail.record(kind, actors.of(request), encounter, Map.of(AuditDetail.REASON, reason.code()));
        }
    }

    RoomWriteListener roomWritesOf(ServletRequestDetails request) {
        return new RoomWrites(request);
    }

    private final class RoomWrites implements RoomWriteListener {
        private final ServletRequestDetails request;

        RoomWrites(ServletRequestDetails request) {
            this.request = request;
        }

        @Override
        public void changed(EncounterId encounter, Optional<RoomId> before, Optional<RoomId> after) {
            AuditKind kind = after.isEmpty()
                    ? AuditKind.ROOM_ENDED
                    : before.isEmpty() ? AuditKind.ROOM_OPENED : AuditKind.ROOM_REPLACED;
            Map<AuditDetail, String> details = after.or(() -> before)
                    .map(RoomId::value)
                    .map(room -> Map.of(AuditDetail.ROOM, room))
                    .orElse(Map.of());
            trail.record(kind, actors.of(request), Optional.of(encounter), details);
        }

        @Override
        public void waitingRoomChanged(EncounterId encounter, boolean on) {
            AuditKind kind = on ? AuditKind.WAITING_ROOM_ON : AuditKind.WAITING_ROOM_OFF;
            trail.record(kind, actors.of(request), Optional.of(encounter), Map.of());
        }
    }
}
