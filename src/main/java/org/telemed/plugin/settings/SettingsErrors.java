package org.telemed.plugin.settings;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.ResolvableType;
import org.springframework.util.unit.DataSize;

/** Turns an exception about the settings into one sentence, without the wrong value, which may be a secret. */
public final class SettingsErrors {
    private static final Map<Class<?>, String> FORMS = new LinkedHashMap<>();

    static {
        FORMS.put(boolean.class, "true or false");
        FORMS.put(int.class, "a whole number, like 50");
        FORMS.put(double.class, "a number, like 0.5");
        FORMS.put(Duration.class, "a time with its unit, like 90s, 15m or 1h");
        FORMS.put(DataSize.class, "a size with its unit, like 1MB");
        FORMS.put(ZoneId.class, "a time zone, like Europe/Berlin");
        FORMS.put(URI.class, "an address, like https://fhir.example.org");
    }

    private SettingsErrors() {}

    public static String sentence(Throwable wrong) {
        if (wrong instanceof BindException unreadable) {
            return unreadable.getName() + " must be "
                    + form(unreadable.getTarget().getType()) + ".";
        }
        return wrong instanceof IllegalArgumentException ? String.valueOf(wrong.getMessage()) : wrong.toString();
    }

    private static String form(ResolvableType type) {
        Class<?> single = type.hasGenerics() ? type.getGeneric(0).toClass() : type.toClass();
        return FORMS.getOrDefault(single, "something else: its value cannot be read");
    }
}
