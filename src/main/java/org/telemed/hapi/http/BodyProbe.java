package org.telemed.hapi.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the connection for bytes of the body that have arrived, without waiting. The servlet API has no such thing; a
 * container that does sets one as an attribute of the request.
 */
@FunctionalInterface
public interface BodyProbe {

    /** The name of the request attribute. */
    String ATTRIBUTE = "org.telemed.hapi.http.BodyProbe";

    /** How many bytes at least can be read without waiting. */
    int available();

    /** The request's probe, if its container has one. */
    static @Nullable BodyProbe of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof BodyProbe probe ? probe : null;
    }
}
