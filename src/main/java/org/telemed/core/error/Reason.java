package org.telemed.core.error;

/** Reason of a refused or failed request, one for each case that an app may want to distinguish. */
public enum Reason {
    LOGIN_REQUIRED("login-required"),
    /** The same to an app: it needs a new access token; FHIR alone has an issue code of its own for it. */
    LOGIN_EXPIRED("login-required"),
    ISSUER_DOWN("issuer-down"),
    NOT_A_PARTICIPANT("not-a-participant"),
    NOT_ALLOWED("not-allowed"),
    ENCOUNTER_NOT_FOUND("encounter-not-found"),
    ENCOUNTER_DELETED("encounter-deleted"),
    /** Any other resource, resource type or operation that does not exist. */
    NOT_FOUND("not-found"),
    DELETED("deleted"),
    BAD_REQUEST("bad-request"),
    /** To an app a bad request; HTTP alone has a status of its own for it. */
    UNSUPPORTED_MEDIA_TYPE("bad-request"),
    /** The same for a format that cannot be sent. */
    NOT_ACCEPTABLE("bad-request"),
    INVALID_ENCOUNTER("invalid-encounter"),
    INVALID_RESOURCE("invalid-resource"),
    TOO_LARGE("too-large"),
    TOO_SLOW("too-slow"),
    BUSY("busy"),
    TOO_MANY_REQUESTS("too-many-requests"),
    NOT_IN_BUNDLE("not-in-bundle"),
    NO_ROOM("no-room"),
    TOO_EARLY("too-early"),
    ENCOUNTER_CLOSED("encounter-closed"),
    /** Has to wait to be admitted. */
    WAITING("waiting"),
    /** Was sent out of the visit. */
    DISMISSED("dismissed"),
    /** Nobody waits in this visit, so only guests can be dismissed. */
    NO_WAITING_ROOM("no-waiting-room"),
    /** A guest's link that is unknown, expired, revoked or used in another browser. */
    INVITATION_NOT_FOUND("invitation-not-found"),
    /** A guest with a name belongs to the Encounter's patient, and it has none. */
    NO_PATIENT("no-patient"),
    TOO_MANY_GUESTS("too-many-guests"),
    /** An Appointment with several Encounters. */
    SEVERAL_ENCOUNTERS("several-encounters"),
    ROOM_LAPSED("room-lapsed"),
    CONFLICT("conflict"),
    ROOM_NAME_TAKEN("room-name-taken"),
    UNUSABLE_ID("unusable-id"),
    PROVIDER_THROTTLED("provider-throttled"),
    PROVIDER_TIMEOUT("provider-timeout"),
    PROVIDER_DOWN("provider-down"),
    PROVIDER_REFUSED("provider-refused"),
    NOT_CONFIGURED("not-configured"),
    DATABASE_DOWN("database-down"),
    DATABASE_TIMEOUT("database-timeout"),
    INTERNAL_ERROR("internal-error");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    /** The code that goes over the wire; apps match on it, so it never changes. */
    public String code() {
        return code;
    }
}
