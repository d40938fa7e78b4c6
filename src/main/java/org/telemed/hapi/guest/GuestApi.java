package org.telemed.hapi.guest;

import jakarta.servlet.Servlet;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** The HTTP API of guests, who have no access token: the cookie of their browser is their right to one visit. */
public final class GuestApi {
    /** Where it is, below the root. */
    public static final String PATH = "/telemed/guest";

    private GuestApi() {}

    /**
     * The servlets by their paths. They need asynchronous support for streams.
     *
     * @param services supplies them at the first request; may throw a TelemedException
     */
    public static Map<String, Servlet> servlets(Supplier<GuestServices> services, GuestLimits limits, Clock clock) {
        return Map.of(
                PATH + "/session", new GuestSessionEndpoint(services, limits, clock),
                PATH + "/status", new GuestStatusEndpoint(services, limits),
                PATH + "/token", new GuestTokenEndpoint(services, limits));
    }
}
