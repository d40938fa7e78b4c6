package org.telemed.plugin.settings;

import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Checks the settings without starting anything. */
public final class SettingsCheck {
    private SettingsCheck() {}

    /** A sentence with the first wrong setting and its form; empty if all are right. */
    public static Optional<String> problem(Environment environment) {
        try {
            new TelemedSettings(properties(environment)).requireSound();
            return Optional.empty();
        } catch (RuntimeException wrong) {
            return Optional.of(SettingsErrors.sentence(wrong));
        }
    }

    public static TelemedProperties properties(Environment environment) {
        return Binder.get(environment).bindOrCreate("telemed", TelemedProperties.class);
    }
}
