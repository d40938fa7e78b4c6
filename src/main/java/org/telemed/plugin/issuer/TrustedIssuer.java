package org.telemed.plugin.issuer;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose access tokens count.
 *
 * @param issuer whom a token must be by; its metadata says where its keys are unless {@code keys} does
 * @param keys where its public keys are
 * @param audience whom a token must be for: one of these
 */
public record TrustedIssuer(Optional<URI> issuer, Optional<URI> keys, Set<String> audience) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");

    /** @throws IllegalArgumentException for what would let anybody in; it names the setting and what it should look like */
    public TrustedIssuer {
        audience = Set.copyOf(audience);
        issuer.ifPresent(url -> requireSafe("telemed.security.issuer-uri", url));
        keys.ifPresent(url -> requireSafe("telemed.security.jwk-set-uri", url));
        if (issuer.isEmpty() && keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "telemed.security.issuer-uri must be set as well as telemed.security.audience, like"
                            + " https://login.example.org/realms/clinic.");
        }
        if (audience.isEmpty() || audience.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "telemed.security.audience must say for whom access tokens must be made (their claim aud), often the"
                            + " FHIR base, like https://fhir.example.org/fhir.");
        }
    }

    /** Whether what comes from there comes from there. */
    static boolean isSafe(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        return url.getHost() != null
                && url.getRawUserInfo() == null
                && (scheme.equals("https")
                        || (scheme.equals("http")
                                && LOOPBACK.matcher(url.getHost()).matches()));
    }

    /** The same address for those who want it in the old form. */
    static URL url(URI address) {
        try {
            return address.toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void requireSafe(String setting, URI url) {
        if (!isSafe(url) || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    setting + " must be an https address (plain http only to localhost), like"
                            + " https://login.example.org/realms/clinic.");
        }
    }
}
