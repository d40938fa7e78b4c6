package org.telemed.core.status;

import java.util.Locale;

/** The state of an Encounter's room. Its code goes over the wire, so it never changes. */
public enum RoomState {
    /** The Encounter has no virtual service of ours. */
    NONE,
    /** In progress. */
    OPEN,
    /** Documented, and no longer in progress while the visit is not over: the next token request opens a new one. */
    LAPSED,
    /** The call was ended, or the visit is over. A placeholder that a client sent looks the same. */
    ENDED;

    /** The code in an answer. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
