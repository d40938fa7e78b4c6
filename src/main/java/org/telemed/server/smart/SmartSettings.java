package org.telemed.server.smart;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.SettingChecks;
import org.telemed.plugin.settings.BoundSettings;
import org.telemed.server.start.StartCheck;
import org.telemed.server.start.StartCheck.Problem;

/**
 * What the server's SMART configuration says in the place of the issuer's own metadata, or besides.
 *
 * @param authorizationEndpoint the issuer's authorization endpoint; by default as its metadata says
 * @param tokenEndpoint the issuer's token endpoint; by default as its metadata says
 * @param scopesSupported the scopes that apps may ask for; by default as the issuer's metadata says
 * @param capabilities SMART capabilities of the issuer besides those that its metadata shows, such as launch-ehr
 */
@ConfigurationProperties(SmartSettings.PREFIX)
public record SmartSettings(
        @Nullable URI authorizationEndpoint,
        @Nullable URI tokenEndpoint,
        @DefaultValue List<String> scopesSupported,
        @DefaultValue List<String> capabilities) {
    static final String PREFIX = "telemed.smart";

    /** Checks that the endpoints are addresses. */
    public static StartCheck startCheck() {
        return settings -> new SettingChecks()
                        .add(endpoints(settings))
                        .add(BoundSettings.read(settings, PREFIX, SmartSettings.class)
                                .unreadable())
                        .invalid()
                        .stream()
                        .map(Problem::of);
    }

    private static List<InvalidSetting> endpoints(Environment settings) {
        return Stream.of("authorization-endpoint", "token-endpoint")
                .map(name -> PREFIX + "." + name)
                .filter(name -> !isAddress(settings.getProperty(name, "")))
                .map(name -> new InvalidSetting(
                        name, "must be an http(s) address", "https://login.example.org/realms/clinic/auth"))
                .toList();
    }

    private static boolean isAddress(String text) {
        return text.isBlank() || text.matches("https?://[^\\s/?#]+[^\\s#]*");
    }
}
