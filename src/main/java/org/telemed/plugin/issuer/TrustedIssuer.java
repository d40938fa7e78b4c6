package org.telemed.plugin.issuer;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.telemed.core.setting.SecureAddress;
import org.telemed.core.setting.SettingChecks;

/**
 * The issuer whose access tokens are accepted, and their audience.
 *
 * @param issuer the required issuer of a token; its metadata has the URL of its keys unless {@code keys} is set
 * @param keys the URL of its public keys
 * @param audience the accepted audiences; a token needs one of them
 * @param settings the names of the three settings
 */
public record TrustedIssuer(Optional<URI> issuer, Optional<URI> keys, Set<String> audience, SettingNames settings) {
    private static final String SAFE = "must be an https address (plain http only to localhost)";
    private static final String EXAMPLE = "https://login.example.org/realms/clinic";

    /** @throws org.telemed.core.setting.InvalidSettingsException for what would let anybody in; it names the properties */
    public TrustedIssuer {
        audience = Set.copyOf(audience);
        new SettingChecks()
                .require(isSafeAddress(issuer), settings.issuer(), SAFE, EXAMPLE)
                .require(isSafeAddress(keys), settings.keys(), SAFE, EXAMPLE)
                .require(
                        issuer.isPresent() || keys.isPresent(),
                        settings.issuer(),
                        "must be set (or " + settings.keys()
                                + ") to the address of the authorization server whose access" + " tokens count",
                        EXAMPLE)
                .require(
                        !audience.isEmpty() && audience.stream().noneMatch(String::isBlank),
                        settings.audience(),
                        "must be set to what the claim aud of those access tokens says, often the FHIR base",
                        "https://fhir.example.org/fhir")
                .refuseInvalid();
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
        public static final SettingNames OF_THE_PLUGIN = new SettingNames(
                "telemed.security.issuer-uri", "telemed.security.jwk-set-uri", "telemed.security.audience");
    }

    /** The setting that has the URL of the keys. */
    String keysSetting() {
        return keys.isPresent() ? settings.keys() : settings.issuer();
    }

    /** Whether documents from that URL can be trusted: https, or http to loopback. */
    static boolean isSafe(URI url) {
        return SecureAddress.isHttpsOrLoopback(url) && url.getRawUserInfo() == null;
    }

    private static boolean isSafeAddress(Optional<URI> address) {
        return address.stream()
                .allMatch(url -> isSafe(url) && url.getRawQuery() == null && url.getRawFragment() == null);
    }
}
