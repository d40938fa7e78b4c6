package org.telemed.fhir.element;

/** The URLs of our codes, extensions and identifiers. They never change, because stored data and clients use them. */
public final class TelemedUrls {
    /** The canonical base of everything that we define. */
    public static final String CANONICAL_BASE = "https://hapi-fhir-telemed.org/fhir";

    /** Our codes in an OperationOutcome, one per case. */
    public static final String ERROR_SYSTEM = CANONICAL_BASE + "/CodeSystem/telemed-error";

    /** Our codes in AuditEvents. */
    public static final String EVENT_SYSTEM = CANONICAL_BASE + "/CodeSystem/telemed-event";

    /** Our codes of Tasks. */
    public static final String TASK_SYSTEM = CANONICAL_BASE + "/CodeSystem/telemed-task";

    /** Ids of Encounters on this server, in Tasks. */
    public static final String ENCOUNTER_SYSTEM = CANONICAL_BASE + "/NamingSystem/encounter";

    /** SHA-256 of the secret in a guest's link. */
    public static final String INVITATION_SYSTEM = CANONICAL_BASE + "/NamingSystem/telemed-invitation";

    /** SHA-256 of the secret in the cookie of a guest's browser. */
    public static final String GUEST_SESSION_SYSTEM = CANONICAL_BASE + "/NamingSystem/telemed-guest-session";

    /** Identifiers that are relative references on this server, "Encounter/1". */
    public static final String LOCAL_REFERENCE_SYSTEM = CANONICAL_BASE + "/NamingSystem/local-reference";

    /** Identities of people at the video vendor. */
    public static final String IDENTITY_SYSTEM = CANONICAL_BASE + "/NamingSystem/video-identity";

    /** The video vendor's ids of rooms. */
    public static final String VIDEO_ROOM_SYSTEM = CANONICAL_BASE + "/NamingSystem/video-room";

    /** The video vendor's ids of stays in rooms. */
    public static final String VIDEO_STAY_SYSTEM = CANONICAL_BASE + "/NamingSystem/video-stay";

    /** The {@code jti} of access tokens for the video vendor. */
    public static final String VIDEO_TOKEN_SYSTEM = CANONICAL_BASE + "/NamingSystem/video-token";

    /** The extension that holds the room on an R4 or R4B Encounter. */
    public static final String VIRTUAL_SERVICE_EXTENSION =
            "https://extensions.fhir.zapehr.com/encounter-virtual-service-pre-release";

    /** The extension that lists participants of types that Encounter.participant does not allow. */
    public static final String OTHER_PARTICIPANTS_EXTENSION =
            "https://extensions.fhir.zapehr.com/encounter-other-participants";

    /** One entry in {@link #OTHER_PARTICIPANTS_EXTENSION}. */
    public static final String OTHER_PARTICIPANT_EXTENSION =
            "https://extensions.fhir.zapehr.com/encounter-other-participant";

    /** The extension on an Encounter that says whether its participants wait until they are admitted. */
    public static final String WAITING_ROOM_EXTENSION = CANONICAL_BASE + "/StructureDefinition/telemed-waiting-room";

    /** The system of the channel types of all video vendors. */
    public static final String CHANNEL_TYPE_SYSTEM = "https://fhir.zapehr.com/virtual-service-type";

    private TelemedUrls() {}
}
