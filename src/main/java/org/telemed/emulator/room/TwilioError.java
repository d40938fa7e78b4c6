package org.telemed.emulator.room;

/**
 * The errors of Twilio that the emulator gives.
 *
 * @see <a href="https://www.twilio.com/docs/api/errors">Twilio's error dictionary</a>
 */
public enum TwilioError {
    INVALID_PARAMETER(20001, 400, "Invalid parameter"),
    AUTHENTICATE(20003, 401, "Authenticate"),
    METHOD_NOT_ALLOWED(20004, 405, "Method not allowed"),
    TOKEN_INVALID(20101, 401, "Invalid Access Token"),
    TOKEN_HEADER(20102, 401, "Invalid Access Token header"),
    TOKEN_ISSUER(20103, 401, "Invalid Access Token issuer/subject"),
    TOKEN_EXPIRED(20104, 401, "Access Token expired or expiration date invalid"),
    TOKEN_NOT_YET_VALID(20105, 401, "Access Token not yet valid"),
    TOKEN_GRANTS(20106, 401, "Invalid Access Token grants"),
    TOKEN_SIGNATURE(20107, 401, "Invalid Access Token signature"),
    NOT_FOUND(20404, 404, "The requested resource was not found"),
    TOO_MANY_REQUESTS(20429, 429, "Too Many Requests"),
    MESSAGE_TO_INVALID(21211, 400, "Invalid 'To' Phone Number"),
    MESSAGE_FROM_INVALID(21212, 400, "Invalid 'From' Phone Number"),
    MESSAGE_BODY_MISSING(21602, 400, "Message body is required"),
    MESSAGE_FROM_MISSING(21603, 400, "A 'From' phone number is required"),
    MESSAGE_TO_MISSING(21604, 400, "A 'To' phone number is required"),
    MESSAGE_UNSUBSCRIBED(21610, 400, "Attempt to send to unsubscribed recipient"),
    MESSAGE_TOO_LONG(21617, 400, "The concatenated message body exceeds the 1600 character limit"),
    SIGNALING_MESSAGE(53004, 400, "Client sent an invalid signaling message"),
    ROOM_NAME_TOO_LONG(53101, 400, "Room name is too long"),
    ROOM_NAME_CHARACTERS(53102, 400, "Room name contains invalid characters"),
    ROOM_FULL(53105, 400, "Room contains too many Participants"),
    ROOM_NOT_FOUND(53106, 404, "Room not found"),
    MAX_PARTICIPANTS(53107, 400, "MaxParticipants is out of range"),
    ROOM_TYPE(53108, 400, "RoomType is not valid"),
    TIMEOUT(53109, 400, "Timeout is out of range"),
    CALLBACK_METHOD(53110, 400, "StatusCallbackMethod is invalid"),
    CALLBACK(53111, 400, "StatusCallback is invalid"),
    STATUS(53112, 400, "Status is invalid"),
    ROOM_EXISTS(53113, 400, "Room exists"),
    MEDIA_REGION(53115, 400, "MediaRegion is invalid"),
    ROOM_COMPLETED(53118, 400, "Room completed"),
    RECORDING_RULES(53120, 400, "Invalid Recording Rule(s)"),
    IDENTITY_INVALID(53200, 400, "Participant identity is invalid"),
    IDENTITY_TOO_LONG(53201, 400, "Participant identity is too long"),
    PARTICIPANT_NOT_FOUND(53204, 404, "Participant not found"),
    DUPLICATE_IDENTITY(53205, 400, "Participant disconnected because of duplicate identity"),
    SESSION_LENGTH(53216, 400, "Participant session length exceeded");

    private final int code;
    private final int status;
    private final String message;

    TwilioError(int code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    /** Twilio's own number. */
    public int code() {
        return code;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    public String message() {
        return message;
    }
}
