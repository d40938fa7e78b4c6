package org.telemed.plugin.settings;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.InvalidSettingsException;
import org.telemed.core.setting.SettingChecks;

/** Checks the settings without starting anything. */
public final class SettingsCheck {
    private SettingsCheck() {}

    /** All that are missing or wrong, those of the chosen vendor included, by their properties, each once. */
    public static List<InvalidSetting> invalid(Environment environment, VideoVendors vendors) {
        BoundSettings<TelemedProperties> settings = BoundSettings.telemed(environment);
        return new SettingChecks()
                .add(settings.unreadable())
                .add(new TelemedSettingsCheck(settings.values(), vendors)
                        .invalid()
                        .toList())
                .invalid();
    }

    /** Sentences that name all settings that are missing or wrong, and say what they must be; empty if none is. */
    public static Optional<String> problem(Environment environment, VideoVendors vendors) {
        return Optional.of(invalid(environment, vendors))
                .filter(invalid -> !invalid.isEmpty())
                .map(InvalidSettingsException::sentences);
    }

    /**
     * Refuses settings that are missing or wrong.
     *
     * @throws InvalidSettingsException naming all of them
     */
    public static void requireSound(Environment environment, VideoVendors vendors) {
        List<InvalidSetting> invalid = invalid(environment, vendors);
        if (!invalid.isEmpty()) {
            throw new InvalidSettingsException(invalid);
        }
    }

    /**
     * Reads the settings.
     *
     * @throws org.springframework.boot.context.properties.bind.BindException for the first that cannot be read
     */
    public static TelemedProperties properties(Environment environment) {
        return Binder.get(environment).bindOrCreate("telemed", TelemedProperties.class);
    }

    /** Whether a setting has a value other than {@code false}; one that cannot be resolved has none. */
    public static boolean isSet(Environment environment, String name) {
        return OnSettingCondition.isSet(environment, name);
    }
}
