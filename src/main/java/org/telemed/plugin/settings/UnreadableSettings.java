package org.telemed.plugin.settings;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.util.unit.DataSize;
import org.telemed.core.setting.InvalidSetting;

/** Collects the settings whose values Spring cannot convert, and goes on with their defaults. */
final class UnreadableSettings extends AbstractBindHandler {
    private static final Map<Class<?>, Form> FORMS = new HashMap<>();

    static {
        FORMS.put(boolean.class, new Form("true or false", "true"));
        FORMS.put(int.class, new Form("a whole number", "50"));
        FORMS.put(double.class, new Form("a number", "0.5"));
        FORMS.put(Duration.class, new Form("a time with its unit, s, m or h", "90s"));
        FORMS.put(DataSize.class, new Form("a size with its unit", "1MB"));
        FORMS.put(ZoneId.class, new Form("a time zone", "Europe/Berlin"));
        FORMS.put(URI.class, new Form("an address", "https://fhir.example.org"));
    }

    private final List<InvalidSetting> found = new ArrayList<>();

    List<InvalidSetting> found() {
        return found;
    }

    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
        Form form = form(target.getType());
        found.add(new InvalidSetting(name.toString(), "must be " + form.text(), form.example()));
        return null;
    }

    private static Form form(ResolvableType type) {
        Class<?> single = type.hasGenerics() ? type.getGeneric(0).toClass() : type.toClass();
        return FORMS.getOrDefault(single, new Form("something else: its value cannot be read", ""));
    }

    /** What a value of a type looks like. */
    private record Form(String text, String example) {}
}
