package org.telemed.fhir.audit;

/** What was done with records. */
public enum AccessKind {
    /** Records were shown: by a read, a search, a history, or an operation. */
    SHOWN("record-shown"),
    /** A record was created, updated or deleted. */
    WRITTEN("record-written");

    private final String code;

    AccessKind(String code) {
        this.code = code;
    }

    /** The code in AuditEvents. */
    public String code() {
        return code;
    }
}
