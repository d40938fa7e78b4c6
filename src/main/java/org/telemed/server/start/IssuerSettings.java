package org.telemed.server.start;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.InvalidSettingsException;
import org.telemed.plugin.issuer.TrustedIssuer;
import org.telemed.plugin.issuer.TrustedIssuer.SettingNames;

/** Reads the issuer of access tokens from Spring Boot's settings for resource servers. */
public final class IssuerSettings {

    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";
    private static final SettingNames NAMES =
            new SettingNames(JWT + "issuer-uri", JWT + "jwk-set-uri", JWT + "audiences");

    private IssuerSettings() {}

    /**
     * Reads and checks them.
     *
     * @throws InvalidSettingsException naming the properties
     */
    public static TrustedIssuer trustedIssuer(Environment settings) {
        List<String> audiences = Binder.get(settings)
                .bind(NAMES.audience(), Bindable.listOf(String.class))
                .orElse(List.of());
        return new TrustedIssuer(
                address(settings, NAMES.issuer()), address(settings, NAMES.keys()), new HashSet<>(audiences), NAMES);
    }

    /** The settings that are missing or wrong. */
    static List<InvalidSetting> invalid(Environment settings) {
        try {
            trustedIssuer(settings);
            return List.of();
        } catch (InvalidSettingsException wrong) {
            return wrong.settings();
        }
    }

    private static Optional<URI> address(Environment settings, String name) {
        return Optional.of(settings.getProperty(name, "").strip())
                .filter(text -> !text.isEmpty())
                .map(text -> address(name, text));
    }

    private static URI address(String name, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSettingsException(List.of(
                    new InvalidSetting(name, "must be an https address", "https://login.example.org/realms/clinic")));
        }
    }
}
