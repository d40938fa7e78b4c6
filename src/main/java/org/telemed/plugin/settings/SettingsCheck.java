package org.telemed.plugin.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.InvalidSettingsException;

/** Checks the settings without starting anything. */
public final class SettingsCheck {
    private static final String PREFIX = "telemed";

    private SettingsCheck() {}

    /** All that are missing or wrong, by their properties, each once. */
    public static List<InvalidSetting> invalid(Environment environment) {
        UnreadableSettings unreadable = new UnreadableSettings();
        TelemedProperties readable =
                Binder.get(environment).bindOrCreate(PREFIX, Bindable.of(TelemedProperties.class), unreadable);
        return eachOnce(Stream.concat(unreadable.found().stream(), new TelemedSettingsCheck(readable).invalid()));
    }

    /** Sentences that name all settings that are missing or wrong, and say what they must be; empty if none is. */
    public static Optional<String> problem(Environment environment) {
        return Optional.of(invalid(environment))
                .filter(invalid -> !invalid.isEmpty())
                .map(InvalidSettingsException::sentences);
    }

    /**
     * Refuses settings that are missing or wrong.
     *
     * @throws InvalidSettingsException naming all of them
     */
    public static void requireSound(Environment environment) {
        List<InvalidSetting> invalid = invalid(environment);
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
        return Binder.get(environment).bindOrCreate(PREFIX, TelemedProperties.class);
    }

    private static List<InvalidSetting> eachOnce(Stream<InvalidSetting> found) {
        Set<String> names = new HashSet<>();
        return found.filter(invalid -> names.add(invalid.name())).toList();
    }
}
