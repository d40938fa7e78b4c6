package org.telemed.zapehr;

import java.util.Arrays;
import java.util.Optional;
import org.telemed.core.error.Reason;

/** How the ZapEHR-compatible API says what went wrong: by a code, or by none where the client should try again. */
final class V1Code {
    private V1Code() {}

    /**
     * The code for an answer.
     *
     * @param status the HTTP status, which alone counts for what the host refuses in its own words
     * @param reasonCode a {@link Reason#code()}, or anything else
     * @return empty for what is transient: clients of that API repeat a request by its status unless there is a code
     */
    static Optional<String> of(int status, String reasonCode) {
        if (status == 408 || status == 429 || status >= 500) {
            return Optional.empty();
        }
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.code().equals(reasonCode))
                .findAny()
                .flatMap(V1Code::of)
                .or(() -> Optional.of(ofStatus(status)));
    }

    private static Optional<String> of(Reason reason) {
        return switch (reason) {
            case BAD_REQUEST,
                    NOT_ACCEPTABLE,
                    INVALID_ENCOUNTER,
                    INVALID_RESOURCE,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    NO_PATIENT,
                    TOO_MANY_GUESTS,
                    NOT_IN_BUNDLE -> Optional.of("4000");
            case LOGIN_REQUIRED, LOGIN_EXPIRED -> Optional.of("4001");
            case NOT_A_PARTICIPANT, NOT_ALLOWED, DISMISSED -> Optional.of("4003");
            case ENCOUNTER_NOT_FOUND, ENCOUNTER_DELETED, NOT_FOUND, DELETED, INVITATION_NOT_FOUND ->
                Optional.of("4004");
            case NO_ROOM -> Optional.of("4006");
            case ROOM_LAPSED, CONFLICT, SEVERAL_ENCOUNTERS -> Optional.of("4009");
            case TOO_EARLY -> Optional.of("4010");
            case ENCOUNTER_CLOSED -> Optional.of("4011");
            case WAITING, NO_WAITING_ROOM -> Optional.of("4013");
            case ROOM_NAME_TAKEN, UNUSABLE_ID -> Optional.of("4012");
            case TOO_SLOW,
                    BUSY,
                    TOO_MANY_REQUESTS,
                    ISSUER_DOWN,
                    PROVIDER_THROTTLED,
                    PROVIDER_TIMEOUT,
                    PROVIDER_DOWN,
                    PROVIDER_REFUSED,
                    NOT_CONFIGURED,
                    DATABASE_DOWN,
                    DATABASE_TIMEOUT,
                    INTERNAL_ERROR -> Optional.empty();
        };
    }

    private static String ofStatus(int status) {
        return switch (status) {
            case 401 -> "4001";
            case 403 -> "4003";
            case 404, 410 -> "4004";
            case 409, 412 -> "4009";
            default -> "4000";
        };
    }
}
