package org.telemed.server.security;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Tomcat valve that sets the security headers of every response, those of requests that Tomcat refuses too. What answers
 * the request may replace them: the demo's page has a content security policy of its own, and the CapabilityStatement may
 * be cached.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html">OWASP REST Security</a>
 */
final class SecurityHeadersValve extends ValveBase {

    private final Map<String, String> headers;

    /** @param publicUrl where clients reach this server; requests do not say whether a proxy in front of it speaks TLS */
    SecurityHeadersValve(@Nullable URI publicUrl) {
        super(true);
        this.headers = headers(publicUrl);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        headers.forEach(response::setHeader);
        getNext().invoke(request, response);
    }

    static Map<String, String> headers(@Nullable URI publicUrl) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        // HAPI answers a Binary as the type that its author chose, HTML too, for download; nothing in it is to run
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        if (publicUrl != null && "https".equals(publicUrl.getScheme())) {
            // Without includeSubDomains: other names are somebody else's
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        return headers;
    }
}
