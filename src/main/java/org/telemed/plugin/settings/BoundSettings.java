package org.telemed.plugin.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.InvalidSetting;

/**
 * Settings as far as they can be read: defaults take the place of what cannot.
 *
 * @param unreadable the settings whose values cannot be converted
 */
public record BoundSettings<T>(T values, List<InvalidSetting> unreadable) {
    private static final String PREFIX = "telemed";

    /** Reads the settings below a prefix into a record of that type. */
    public static <T> BoundSettings<T> read(Environment environment, String prefix, Class<T> type) {
        UnreadableSettings unreadable = new UnreadableSettings();
        T values = Binder.get(environment).bindOrCreate(prefix, Bindable.of(type), unreadable);
        return new BoundSettings<>(values, unreadable.found());
    }

    static BoundSettings<TelemedProperties> telemed(Environment environment) {
        return read(environment, PREFIX, TelemedProperties.class);
    }

    /** Whether a setting has a value that is not a placeholder which nothing fills. */
    public static boolean isSet(@Nullable Object value) {
        return value != null && !value.toString().isBlank() && !isUnresolved(value);
    }

    /** Spring leaves a placeholder in place that nothing fills. */
    public static boolean isUnresolved(@Nullable Object value) {
        return value != null && value.toString().startsWith("${");
    }
}
