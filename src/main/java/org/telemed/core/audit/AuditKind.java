package org.telemed.core.audit;

import java.util.Locale;

/** What an entry of the audit trail records. */
public enum AuditKind {
    /** A token was sent to the caller, the first one or another. */
    TOKEN_SENT,
    TOKEN_REFUSED,
    /** A room was written onto an Encounter that had none. */
    ROOM_OPENED,
    /** A room was written onto an Encounter in place of one that had ended. */
    ROOM_REPLACED,
    ROOM_ENDED,
    /** Somebody was refused to create a room. */
    ROOM_REFUSED,
    /** Somebody was refused to end a room. */
    END_REFUSED,
    /** From now on people wait in that visit until somebody lets them in. */
    WAITING_ROOM_ON,
    /** From now on nobody waits in that visit. */
    WAITING_ROOM_OFF,
    /** Somebody was let into a visit. */
    ADMITTED,
    /** Somebody was sent back to the waiting room, or out. */
    DISMISSED,
    /** Somebody was refused to admit or dismiss people. */
    ADMISSION_REFUSED,
    /** Somebody who is no participant any more, or was dismissed, was disconnected. */
    PARTICIPANT_EJECTED,
    /** Somebody was invited as a guest, for the first time or again. */
    GUEST_INVITED,
    /** Somebody was refused to invite guests. */
    INVITE_REFUSED,
    /** A link was sent, or could not be. */
    INVITATION_SENT,
    /** A link was redeemed, and is bound to a browser now. */
    INVITATION_REDEEMED,
    /** A link, or the session of a guest, was refused. */
    INVITATION_REFUSED,
    /** A callback had no valid signature of the vendor's. */
    CALLBACK_REFUSED,
    /** The sweep repaired what no trigger had. */
    SWEEP_REPAIR;

    /** The code in AuditEvents. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
