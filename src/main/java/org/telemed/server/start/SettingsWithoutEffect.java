package org.telemed.server.start;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.telemed.plugin.issuer.TrustedIssuer.SettingNames;

/** Warns of the plugin's own settings of an issuer, because this server has Spring Boot's, and unsets them. */
final class SettingsWithoutEffect {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsWithoutEffect.class);

    private SettingsWithoutEffect() {}

    static void unset(ConfigurableEnvironment settings) {
        Map<String, Object> unset = new LinkedHashMap<>();
        insteadOf(SettingNames.OF_THE_PLUGIN, IssuerSettings.NAMES).forEach((name, instead) -> {
            if (isSet(settings, name)) {
                LOG.warn("The setting {} does nothing in this server. Set {} instead.", name, instead);
                unset.put(name, "");
            }
        });
        settings.getPropertySources().addFirst(new MapPropertySource("settings without effect", unset));
    }

    private static Map<String, String> insteadOf(SettingNames plugin, SettingNames server) {
        return Map.of(
                plugin.issuer(), server.issuer(), plugin.keys(), server.keys(), plugin.audience(), server.audience());
    }

    private static boolean isSet(ConfigurableEnvironment settings, String name) {
        return Binder.get(settings).bind(name, Bindable.listOf(String.class)).orElse(List.of()).stream()
                .anyMatch(value -> !value.isBlank());
    }
}
