package org.telemed.hapi.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells without blocking how many bytes of a request's body have arrived. The servlet API cannot; a container that can
 * sets one as a request attribute.
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
