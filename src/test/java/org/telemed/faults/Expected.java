package org.telemed.faults;

/** How a request for a token is answered. */
enum Expected {
    TOKEN(200, ""),
    DELETED(410, "encounter-deleted"),
    NO_PARTICIPANT(403, "not-a-participant"),
    CLOSED(422, "encounter-closed"),
    NO_ROOM(422, "no-room"),
    WAITING(422, "waiting"),
    DISMISSED(403, "dismissed"),
    NO_SESSION(404, "invitation-not-found");

    private final int status;
    private final String code;

    Expected(int status, String code) {
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    /** The error's; empty if it is none. */
    String code() {
        return code;
    }
}
