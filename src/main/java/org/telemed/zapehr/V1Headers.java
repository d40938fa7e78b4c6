package org.telemed.zapehr;

import java.util.List;

/** The headers of its own that clients of the ZapEHR-compatible API send. */
public final class V1Headers {
    /** The id of one request, the same for all tries: used as {@code Idempotency-Key}. */
    public static final String REQUEST_ID = "x-oystehr-request-id";

    /** The id of a project; accepted and ignored, because a server has one repository. */
    public static final List<String> PROJECT_ID = List.of("x-zapehr-project-id", "x-oystehr-project-id");

    private V1Headers() {}

    /** All of them, in lower case. */
    public static List<String> all() {
        return List.of(PROJECT_ID.get(0), PROJECT_ID.get(1), REQUEST_ID);
    }
}
