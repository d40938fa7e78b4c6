package org.telemed.server.console;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The security headers of the console: it loads its own files, and speaks to the FHIR server, the issuer and the vendor. */
final class ConsoleHeaders {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data: blob:; media-src blob: mediastream:; connect-src %s; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    private final List<String> connections;
    private final Supplier<Optional<String>> tokenEndpoint;

    /** @param tokenEndpoint the issuer's, which may not be known yet */
    ConsoleHeaders(ConsoleSettings settings, String fhirBase, Supplier<Optional<String>> tokenEndpoint) {
        URI signaling = settings.signalingUrl();
        this.connections = Stream.concat(
                        Stream.of("'self'", originOf(fhirBase)),
                        signaling == null
                                ? settings.videoOrigins().stream()
                                : Stream.of(originOf(signaling.toString())))
                .filter(Objects::nonNull)
                .toList();
        this.tokenEndpoint = tokenEndpoint;
    }

    void addTo(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", contentSecurityPolicy());
        response.setHeader("Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self)");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // A page that opens this one, or is opened by it, gets no handle of it
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }

    private String contentSecurityPolicy() {
        Stream<String> issuer = tokenEndpoint.get().map(ConsoleHeaders::originOf).stream();
        return POLICY.formatted(
                Stream.concat(connections.stream(), issuer).distinct().collect(Collectors.joining(" ")));
    }

    /** Scheme, host and port; nothing of a path, which may hold what a policy must not. */
    private static @Nullable String originOf(String url) {
        URI uri = URI.create(url);
        if (uri.getScheme() == null || uri.getHost() == null) {
            return null;
        }
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
