package org.telemed.core.status;

import java.util.Locale;

/** The state of one person in a visit. Its code goes over the wire, so it never changes. */
public enum ParticipantState {
    /** The visit, or this person's part in it, has not begun. */
    TOO_EARLY,
    /** Has to be admitted, and is not yet. */
    WAITING,
    /** May ask for a token now. */
    MAY_JOIN,
    /** Connected to the room. */
    IN_CALL,
    /** Was sent out, until admitted again. */
    DISMISSED,
    /** This person's part in the visit is over. */
    LEFT,
    /** The visit has no room now. */
    NO_ROOM,
    /** The visit is over, called off or of unknown status. */
    CLOSED;

    /** The code in an answer. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
