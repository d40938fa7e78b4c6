package org.telemed.server.error;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers for a deleted resource as for an unknown one, to callers who may read only some resources of its type: nobody can
 * tell any more whether it was one of theirs.
 */
public final class GoneAsUnknown {
    private static final String TYPES = GoneAsUnknown.class.getName();
    private static final int GONE = 410;

    private GoneAsUnknown() {}

    /**
     * Marks the request.
     *
     * @param types the resource types of which its caller may read only some
     */
    public static void of(RequestDetails request, Predicate<String> types) {
        request.getUserData().put(TYPES, types);
    }

    /** Whether this status must not be told about a resource of that type. */
    static boolean isHidden(RequestDetails request, @Nullable String type, int status) {
        return status == GONE
                && type != null
                && Optional.ofNullable(request.getUserData().get(TYPES))
                        .map(types -> ((Predicate<?>) types))
                        .map(types -> test(types, type))
                        .orElse(false);
    }

    @SuppressWarnings("unchecked") // only of() writes it
    private static boolean test(Predicate<?> types, String type) {
        return ((Predicate<String>) types).test(type);
    }
}
