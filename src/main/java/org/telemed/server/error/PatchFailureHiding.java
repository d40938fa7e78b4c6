package org.telemed.server.error;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.telemed.core.error.Reason;

/** Hides why a patch failed from callers without read access, because the reason reveals the stored resource. */
public final class PatchFailureHiding {

    private static final String HIDDEN = PatchFailureHiding.class.getName();

    private static final Set<Integer> TELLING = Set.of(400, 422);

    private static final String TEXT =
            "This patch cannot be applied to the stored resource. Ask for an access token that may"
                    + " read it, which is then told why.";

    private PatchFailureHiding() {}

    /** Marks the request: its caller may not read what they patch. */
    public static void hideReasons(RequestDetails request) {
        request.getUserData().put(HIDDEN, true);
    }

    /** Whether a failure of this status must not say more. */
    static boolean isHidden(RequestDetails request, int status) {
        return request.getUserData().containsKey(HIDDEN) && TELLING.contains(status);
    }

    static ErrorOutcome error() {
        return ErrorOutcome.of(Reason.BAD_REQUEST, TEXT);
    }
}
