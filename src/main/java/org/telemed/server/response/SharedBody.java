package org.telemed.server.response;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sends a body that many responses share, without copying it. */
public final class SharedBody {

    private static final String ATTRIBUTE = SharedBody.class.getName();
    private static final byte[] NONE = {};

    private SharedBody() {}

    /** Sends these bytes, which nobody may change, and nothing else. */
    public static void send(byte[] body, ServletRequest request, ServletResponse response) throws IOException {
        if (request.getAttribute(ATTRIBUTE) == null) {
            response.getOutputStream().write(body);
        } else {
            request.setAttribute(ATTRIBUTE, body);
        }
    }

    static void expect(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, NONE);
    }

    /** Null if there is none. */
    static byte @Nullable [] of(ServletRequest request) {
        byte[] body = (byte[]) request.getAttribute(ATTRIBUTE);
        return body == null || body.length == 0 ? null : body;
    }
}
