package org.telemed.plugin.settings;

import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
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
        Bindable<T> target = Bindable.of(type);
        T values = Binder.get(environment)
                .bind(prefix, target, unreadable)
                .orElseGet(() -> new Binder().bindOrCreate(prefix, target));
        return new BoundSettings<>(values, unreadable.found());
    }

    static BoundSettings<TelemedProperties> telemed(Environment environment) {
        return read(environment, PREFIX, TelemedProperties.class);
    }

    /** Whether a property source has that setting, or an element of that list. */
    static boolean isIn(Environment environment, String name) {
        ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .anyMatch(source -> source.getConfigurationProperty(property) != null
                        || source.containsDescendantOf(property) == ConfigurationPropertyState.PRESENT);
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
