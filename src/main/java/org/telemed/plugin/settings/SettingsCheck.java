package org.telemed.plugin.settings;

import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Looks at the settings without starting anything with them. */
public final class SettingsCheck {
    private SettingsCheck() {}

    /** A sentence that names the first setting that is wrong, and says what it should look like; empty if none is. */
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
