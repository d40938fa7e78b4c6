package org.telemed.core.invitation;

/** What came of sending an invitation. Its code is that of the Communication which records it. */
public enum Sending {
    SENT("completed"),
    REFUSED("not-done"),
    /** There was no answer in time: it may have been sent. */
    UNKNOWN("unknown");

    private final String code;

    Sending(String code) {
        this.code = code;
    }

    /** A code of http://hl7.org/fhir/event-status. */
    public String code() {
        return code;
    }
}
