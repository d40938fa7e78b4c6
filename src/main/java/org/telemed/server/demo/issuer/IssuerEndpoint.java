package org.telemed.server.demo.issuer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Objects;

/** The issuer's endpoints. */
enum IssuerEndpoint {
    AUTHORIZE("/oauth2/authorize", "GET, HEAD, POST"),
    TOKEN("/oauth2/token", "POST"),
    KEYS("/oauth2/jwks", "GET, HEAD"),
    OAUTH_METADATA("/.well-known/oauth-authorization-server", "GET, HEAD"),
    OPENID_METADATA("/.well-known/openid-configuration", "GET, HEAD");

    private final String path;
    private final String methods;

    IssuerEndpoint(String path, String methods) {
        this.path = path;
        this.methods = methods;
    }

    static String[] paths() {
        return Arrays.stream(values()).map(IssuerEndpoint::path).toArray(String[]::new);
    }

    static IssuerEndpoint of(HttpServletRequest request) {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.path.equals(path))
                .findAny()
                .orElseThrow(() -> new IllegalStateException("No endpoint of the issuer"));
    }

    /** Below the server's root. */
    String path() {
        return path;
    }

    /** The HTTP methods that it takes, as in the header Allow. */
    String methods() {
        return methods;
    }
}
