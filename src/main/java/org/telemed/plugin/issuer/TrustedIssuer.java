package org.telemed.plugin.issuer;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.telemed.core.setting.SecureAddress;
import org.telemed.core.setting.SettingChecks;

/**
 * Whose access tokens count.
 *
 * @param issuer whom a token must be by; its metadata says where its keys are unless {@code keys} does
 * @param keys where its public keys are
 * @param audience whom a token must be for: one of these
 * @param settings how the operator sets the three
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

    /** By the settings of the plugin. */
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

    /** The setting by which the keys are found. */
    String keysSetting() {
        return keys.isPresent() ? settings.keys() : settings.issuer();
    }

    /** Whether what comes from there comes from there. */
    static boolean isSafe(URI url) {
        return SecureAddress.is(url) && url.getRawUserInfo() == null;
    }

    private static boolean isSafeAddress(Optional<URI> address) {
        return address.stream()
                .allMatch(url -> isSafe(url) && url.getRawQuery() == null && url.getRawFragment() == null);
    }
}
