package org.telemed.plugin.issuer;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The issuer whose access tokens are accepted, and their audience.
 *
 * @param issuer the required issuer of a token; its metadata has the URL of its keys unless {@code keys} is set
 * @param keys the URL of its public keys
 * @param audience the accepted audiences; a token needs one of them
 * @param settings the names of the three settings
 */
public record TrustedIssuer(Optional<URI> issuer, Optional<URI> keys, Set<String> audience, SettingNames settings) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");

    /** @throws IllegalArgumentException if a value is missing or unsafe; the message names the setting and its form */
    public TrustedIssuer {
        audience = Set.copyOf(audience);
        issuer.ifPresent(url -> requireSafe(settings.issuer(), url));
        keys.ifPresent(url -> requireSafe(settings.keys(), url));
        if (issuer.isEmpty() && keys.isEmpty()) {
            throw new IllegalArgumentException(settings.issuer() + " must be set as well as " + settings.audience()
                    + ", like https://login.example.org/realms/clinic.");
        }
        if (audience.isEmpty() || audience.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(settings.audience()
                    + " must say for whom access tokens must be made (their claim aud), often the FHIR base, like"
                    + " https://fhir.example.org/fhir.");
        }
    }

    /** With the names of the plugin's settings. */
    public TrustedIssuer(Optional<URI> issuer, Optional<URI> keys, Set<String> audience) {
        this(issuer, keys, audience, SettingNames.OF_THE_PLUGIN);
    }

    /**
     * The names of the settings, for messages.
     *
     * @param issuer of the issuer's address
     * @param keys of the address of its keys
     * @param audience of the audience
     */
    public record SettingNames(String issuer, String keys, String audience) {
        /** In a host without Spring Security. */
        static final SettingNames OF_THE_PLUGIN = new SettingNames(
                "telemed.security.issuer-uri", "telemed.security.jwk-set-uri", "telemed.security.audience");
    }

    /** The setting that has the URL of the keys. */
    String keysSetting() {
        return keys.isPresent() ? settings.keys() : settings.issuer();
    }

    /** Whether documents from that URL can be trusted: https, or http to loopback. */
    static boolean isSafe(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        return url.getHost() != null
                && url.getRawUserInfo() == null
                && (scheme.equals("https")
                        || (scheme.equals("http")
                                && LOOPBACK.matcher(url.getHost()).matches()));
    }

    private static void requireSafe(String setting, URI url) {
        if (!isSafe(url) || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    setting + " must be an https address (plain http only to localhost), like"
                            + " https://login.example.org/realms/clinic.");
        }
    }
}
