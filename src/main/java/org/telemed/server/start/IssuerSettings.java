package org.telemed.server.start;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.InvalidSettingsException;
import org.telemed.plugin.issuer.TrustedIssuer;
import org.telemed.plugin.issuer.TrustedIssuer.SettingNames;
import org.telemed.plugin.settings.BoundSettings;

/** Reads the issuer of access tokens from Spring Boot's settings for resource servers. */
public final class IssuerSettings {

    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";
    static final SettingNames NAMES = new SettingNames(JWT + "issuer-uri", JWT + "jwk-set-uri", JWT + "audiences");

    private IssuerSettings() {}

    /**
     * Reads and checks them.
     *
     * @throws InvalidSettingsException naming the properties
     */
    public static TrustedIssuer trustedIssuer(Environment settings) {
        Set<String> audiences =
                Binder.get(settings).bind(NAMES.audience(), Bindable.listOf(String.class)).orElse(List.of()).stream()
                        .map(audience -> BoundSettings.isUnresolved(audience) ? "" : audience)
                        .collect(Collectors.toSet());
        return new TrustedIssuer(address(settings, NAMES.issuer()), address(settings, NAMES.keys()), audiences, NAMES);
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
                .map(IssuerSettings::address);
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            return URI.create(""); // refused with all else
        }
    }
}
