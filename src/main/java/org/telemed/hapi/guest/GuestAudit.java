package org.telemed.hapi.guest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.audit.AuditTrail;
import org.telemed.core.error.Reason;
import org.telemed.core.guest.Guest;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.VideoToken;
import org.telemed.hapi.encounter.RoomWriteListener;

/** Records what guests do, as whom they do it, and from where. */
public final class GuestAudit {
    private final AuditTrail trail;

    public GuestAudit(AuditTrail trail) {
        this.trail = trail;
    }

    void redeemed(HttpServletRequest request, Guest guest) {
        record(AuditKind.INVITATION_REDEEMED, request, guest, Map.of());
    }

    /** A link or a cookie by which nobody is known. */
    void refused(HttpServletRequest request, Reason reason) {
        trail.record(
                AuditKind.INVITATION_REFUSED,
                AuditActor.unknown(addressOf(request)),
                Optional.empty(),
                Map.of(AuditDetail.REASON, reason.code()));
    }

    void tokenSent(HttpServletRequest request, Guest guest, VideoToken token) {
        record(
                AuditKind.TOKEN_SENT,
                request,
                guest,
                Map.of(
                        AuditDetail.TOKEN_ID, token.id(),
                        AuditDetail.IDENTITY, token.identity(),
                        AuditDetail.ROOM, token.room().value()));
    }

    void tokenRefused(HttpServletRequest request, Guest guest, Reason reason) {
        record(AuditKind.TOKEN_REFUSED, request, guest, Map.of(AuditDetail.REASON, reason.code()));
    }

    /** A guest can have a room replaced that has lapsed. */
    RoomWriteListener roomWrites(HttpServletRequest request, Guest guest) {
        return (encounter, before, after) -> record(
                AuditKind.ROOM_REPLACED,
                request,
                guest,
                after.map(RoomId::value).map(room -> Map.of(AuditDetail.ROOM, room)).orElse(Map.of()));
    }

    private void record(AuditKind kind, HttpServletRequest request, Guest guest, Map<AuditDetail, String> details) {
        trail.record(
                kind, AuditActor.of(guest.caller(), addressOf(request)), Optional.of(guest.encounter()), details);
    }

    private static Optional<String> addressOf(HttpServletRequest request) {
        return Optional.ofNullable(request.getRemoteAddr());
    }
}
