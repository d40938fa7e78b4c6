package org.telemed.twilio.http;

import com.twilio.exception.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Translates Twilio's errors into reasons. No other class does. Twilio's messages are dropped, because they may contain
 * names, or be pages of HTML.
 *
 * @see <a href="https://www.twilio.com/docs/api/errors">Twilio's error dictionary</a>
 */
public final class TwilioErrors {
    public static final int ROOM_EXISTS = 53113;

    private static final int NOT_AUTHENTICATED = 20003;
    private static final int NOT_FOUND = 20404;
    private static final int ROOM_NOT_FOUND = 53106;
    private static final int ROOM_NOT_IN_PROGRESS = 53112;
    private static final int ROOM_COMPLETED = 53118;
    private static final int PARTICIPANT_NOT_FOUND = 53204;

    private static final Set<Integer> CREDENTIALS = Set.of(401, 403);
    private static final Duration SHORT_WHILE = Duration.ofSeconds(1);
    private static final Duration WHILE = Duration.ofSeconds(5);

    private TwilioErrors() {}

    /** Whether the error means that there is no such room. */
    public static boolean saysNotFound(ApiException refusal) {
        return hasCode(refusal, NOT_FOUND) || hasCode(refusal, ROOM_NOT_FOUND);
    }

    /** Whether the error means that the room has ended or does not exist. */
    public static boolean isRoomEnded(ApiException refusal) {
        return hasCode(refusal, ROOM_NOT_IN_PROGRESS) || saysNotFound(refusal);
    }

    /**
     * Whether the error means that the participant is not in the room, or that the room has ended or does not exist.
     */
    public static boolean isParticipantGone(ApiException refusal) {
        return hasCode(refusal, PARTICIPANT_NOT_FOUND) || hasCode(refusal, ROOM_COMPLETED) || isRoomEnded(refusal);
    }

    public static boolean hasCode(ApiException refusal, int code) {
        return Integer.valueOf(code).equals(refusal.getCode());
    }

    /** Whether the failure is of the network or of Twilio itself, and not a refusal of this request. */
    public static boolean isTransient(Throwable failure) {
        return failure instanceof TelemedException known
                && (known.reason() == Reason.PROVIDER_TIMEOUT
                        || (known.reason() == Reason.PROVIDER_DOWN && known.getCause() instanceof IOException));
    }

    /** Translates a refusal in Twilio's own format. */
    public static TelemedException refused(ApiException refusal) {
        Integer status = refusal.getStatusCode();
        if (status == null) {
            // the SDK throws the same exception for what it could not read
            return unreadable();
        }
        return CREDENTIALS.contains(status) || hasCode(refusal, NOT_AUTHENTICATED)
                ? credentialsRefused(refusal.getCode())
                : otherwiseRefused(refusal.getCode());
    }

    /**
     * Translates an HTTP status.
     *
     * @param retryAfter of the answer, if any
     */
    public static TelemedException ofStatus(int status, Optional<Duration> retryAfter) {
        if (status == 429) {
            return TelemedException.because(
                            Reason.PROVIDER_THROTTLED,
                            "Twilio is getting too many requests from this account. Try again in a moment.")
                    .retryAfter(retryAfter.orElse(SHORT_WHILE));
        }
        if (CREDENTIALS.contains(status)) {
            return credentialsRefused(null);
        }
        return status >= 500
                ? TelemedException.because(
                                Reason.PROVIDER_DOWN,
                                "Twilio is out of order at the moment. Try again in a few seconds.",
                                new IOException("HTTP status " + status))
                        .retryAfter(retryAfter.orElse(WHILE))
                : unreadable();
    }

    public static TelemedException timedOut(Duration limit) {
        return TelemedException.because(
                Reason.PROVIDER_TIMEOUT,
                "Twilio did not answer within " + limit.toMillis() + " ms. What was asked for may have happened all the"
                        + " same; it is safe to try again.");
    }

    public static TelemedException unreachable(Exception cause) {
        return TelemedException.because(
                        Reason.PROVIDER_DOWN,
                        "Twilio cannot be reached at the moment. Try again in a few seconds.",
                        cause)
                .retryAfter(WHILE);
    }

    public static TelemedException unreadable() {
        return TelemedException.because(
                        Reason.PROVIDER_DOWN,
                        "What answers in Twilio's place does not answer as Twilio does. Try again in a few seconds; if it"
                                + " lasts, ask the operator to check telemed.twilio.base-url and the network's proxies.")
                .retryAfter(WHILE);
    }

    private static TelemedException credentialsRefused(@Nullable Integer code) {
        return TelemedException.because(
                Reason.PROVIDER_REFUSED,
                "Twilio refuses this server's credentials" + number(code) + ". Ask the operator to check"
                        + " telemed.twilio.account-sid, .api-key-sid and .api-key-secret.");
    }

    private static TelemedException otherwiseRefused(@Nullable Integer code) {
        return TelemedException.because(
                Reason.PROVIDER_REFUSED,
                "Twilio refuses what this server asked for" + number(code)
                        + ". Ask the operator to look the error up at" + " https://www.twilio.com/docs/api/errors.");
    }

    private static String number(@Nullable Integer code) {
        return code == null ? "" : " (error " + code + ")";
    }
}
