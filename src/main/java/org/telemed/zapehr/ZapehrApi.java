package org.telemed.zapehr;

import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.function.Supplier;
import org.telemed.hapi.caller.CallerResolver;

/** The ZapEHR-compatible API, for a host to mount. */
public final class ZapehrApi {
    private ZapehrApi() {}

    /**
     * The servlets by their paths. They forward to the FHIR server of the same host.
     *
     * @param fhirBase that server's base, which tells several apart
     * @param callers asked for at the first request only: servlets are made before the repository
     * @param largestBody in bytes
     */
    public static Map<String, HttpServlet> servlets(
            String fhirBase, Supplier<CallerResolver> callers, int largestBody) {
        FhirServletForwarder fhir = new FhirServletForwarder(fhirBase);
        return Map.of(
                "/v1/telemed/room", new RoomEndpoint(fhir, largestBody),
                "/v1/telemed/token", new TokenEndpoint(fhir),
                "/v1/user/me", new UserEndpoint(callers));
    }
}
