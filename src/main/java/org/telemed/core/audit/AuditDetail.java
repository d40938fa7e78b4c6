package org.telemed.core.audit;

/** What else an entry of the audit trail can say. None of these is ever a token or a secret. */
public enum AuditDetail {
    /** Why it was refused, by the code of our reasons. */
    REASON,
    /** The {@code jti} of the token for the video vendor. */
    TOKEN_ID,
    /** How the vendor knows the person. */
    IDENTITY,
    /** The vendor's id of the room. */
    ROOM,
    /** The vendor's id of the stay in the room. */
    STAY,
    /** The person whom it is about, as a relative reference. */
    PARTICIPANT,
    /** What the sweep repaired. */
    REPAIR
}
