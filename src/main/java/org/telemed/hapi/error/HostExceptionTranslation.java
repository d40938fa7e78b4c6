package org.telemed.hapi.error;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.function.Supplier;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** Turns what the host's repository and its interceptors refuse into our reasons. */
public final class HostExceptionTranslation {
    private HostExceptionTranslation() {}

    /** Runs against the host; what it throws over HTTP's categories comes out as a {@link TelemedException}. */
    public static <T> T translating(Supplier<T> action) {
        try {
            return action.get();
        } catch (RuntimeException failed) {
            throw translated(failed);
        }
    }

    /** The same failure by its cause where that is known: the database's first, for HAPI calls some of these a conflict. */
    public static RuntimeException translated(RuntimeException failed) {
        if (failed instanceof TelemedException) {
            return failed;
        }
        return DatabaseFailure.of(failed)
                .<RuntimeException>map(failure -> failure.because(failed))
                .orElseGet(() -> failed instanceof BaseServerResponseException refused ? translate(refused) : failed);
    }

    private static TelemedException translate(BaseServerResponseException refused) {
        return switch (refused.getStatusCode()) {
            case 401 ->
                TelemedException.because(
                        Reason.LOGIN_REQUIRED,
                        "This needs an access token. Get one and send it as Bearer token.",
                        refused);
            case 403 ->
                TelemedException.because(
                        Reason.NOT_ALLOWED, "Your access token does not allow this. Ask for more rights.", refused);
            case 404 -> notFound();
            case 410 -> TelemedException.because(Reason.ENCOUNTER_DELETED, "This Encounter was deleted.", refused);
            case 409, 412 -> conflict(refused);
            case 413 -> TelemedException.because(Reason.TOO_LARGE, "The body is too large.", refused);
            case 422 ->
                TelemedException.because(
                        Reason.INVALID_ENCOUNTER,
                        "This server does not store the Encounter: " + messageOf(refused),
                        refused);
            default ->
                refused.getStatusCode() < 500
                        ? TelemedException.because(
                                Reason.BAD_REQUEST,
                                "This server does not take the request: " + messageOf(refused),
                                refused)
                        : TelemedException.because(
                                Reason.INTERNAL_ERROR, "The repository failed. Try again later.", refused);
        };
    }

    public static TelemedException notFound() {
        return TelemedException.because(
                Reason.ENCOUNTER_NOT_FOUND, "There is no such Encounter. Check the id that you asked for.");
    }

    public static TelemedException conflict() {
        return TelemedException.because(Reason.CONFLICT, CONFLICT);
    }

    private static TelemedException conflict(Throwable cause) {
        return TelemedException.because(Reason.CONFLICT, CONFLICT, cause);
    }

    private static final String CONFLICT =
            "Somebody else changed this Encounter at the same time. Read it again and repeat the request.";

    /** HAPI's own words, without its message number. */
    private static String messageOf(BaseServerResponseException refused) {
        return String.valueOf(refused.getMessage()).replaceFirst("^HAPI-\\d+: ", "");
    }
}
