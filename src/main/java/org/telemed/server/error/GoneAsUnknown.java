package org.telemed.server.error;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * Answers for a deleted resource as for an unknown one, to callers who could not read it when it was there.
 */
public final class GoneAsUnknown {
    private static final String KEY = GoneAsUnknown.class.getName();
    private static final int GONE = 410;

    private GoneAsUnknown() {}

    /** Whether a deleted resource is to be unknown. */
    @FunctionalInterface
    public interface Hidden {
        /**
         * Whether that one is.
         *
         * @param id without a version; null if the request does not name it in its path
         */
        boolean isHidden(String type, @Nullable String id);
    }

    /** Marks the request. */
    public static void of(RequestDetails request, Hidden hidden) {
        request.getUserData().put(KEY, hidden);
    }

    static boolean isHidden(RequestDetails request, BaseServerResponseException answer) {
        IIdType id = request.getId();
        return isHidden(request, request.getResourceName(), id == null ? null : id.getIdPart(), answer);
    }

    /** The same for an entry of a batch. */
    static boolean isHidden(
            RequestDetails request, @Nullable String type, @Nullable String id, BaseServerResponseException answer) {
        return answer.getStatusCode() == GONE
                && type != null
                && request.getUserData().get(KEY) instanceof Hidden hidden
                && hidden.isHidden(type, id);
    }
}
