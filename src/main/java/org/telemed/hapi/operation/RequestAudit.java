package org.telemed.hapi.operation;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.ServletRequest;
import java.util.Map;
import java.util.Optional;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.audit.AuditTrail;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.VideoToken;
import org.telemed.hapi.caller.CallerResolver;
import org.telemed.hapi.encounter.RoomWriteListener;

/** Records what requests do: tokens, their refusals, and rooms. */
public final class RequestAudit {
    private final AuditTrail trail;
    private final CallerResolver callers;

    /** @param callers tell who sent a request */
    public RequestAudit(AuditTrail trail, CallerResolver callers) {
        this.trail = trail;
        this.callers = callers;
    }

    void tokenSent(ServletRequestDetails request, Caller caller, EncounterId encounter, VideoToken token) {
        trail.record(
                AuditKind.TOKEN_SENT,
                AuditActor.of(caller, address(request)),
                Optional.of(encounter),
                Map.of(
                        AuditDetail.TOKEN_ID, token.id(),
                        AuditDetail.IDENTITY, token.identity(),
                        AuditDetail.ROOM, token.room().value()));
    }

    /** @param encounter empty if the request names none */
    void tokenRefused(ServletRequestDetails request, Optional<EncounterId> encounter, Reason reason) {
        trail.record(AuditKind.TOKEN_REFUSED, actor(request), encounter, Map.of(AuditDetail.REASON, reason.code()));
    }

    RoomWriteListener roomWritesOf(ServletRequestDetails request) {
        return (encounter, before, after) -> {
            AuditKind kind = after.isEmpty()
                    ? AuditKind.ROOM_ENDED
                    : before.isEmpty() ? AuditKind.ROOM_OPENED : AuditKind.ROOM_REPLACED;
            Map<AuditDetail, String> details = after.or(() -> before)
                    .map(RoomId::value)
                    .map(room -> Map.of(AuditDetail.ROOM, room))
                    .orElse(Map.of());
            trail.record(kind, actor(request), Optional.of(encounter), details);
        };
    }

    private AuditActor actor(ServletRequestDetails request) {
        return caller(request)
                .map(caller -> AuditActor.of(caller, address(request)))
                .orElseGet(() -> AuditActor.unknown(address(request)));
    }

    private static Optional<String> address(ServletRequestDetails request) {
        return Optional.ofNullable(request.getServletRequest()).map(ServletRequest::getRemoteAddr);
    }

    /** A login that cannot be read is why the request was refused. */
    private Optional<Caller> caller(ServletRequestDetails request) {
        try {
            return callers.callerOf(request).filter(caller -> !caller.userId().isBlank());
        } catch (RuntimeException invalid) {
            return Optional.empty();
        }
    }
}
