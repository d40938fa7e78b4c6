package org.telemed.plugin.settings;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import org.telemed.core.setting.InvalidSetting;

/** Collects the settings whose values Spring cannot convert, and goes on with their defaults. */
final class UnreadableSettings extends AbstractBindHandler {
    private static final Map<Class<?>, Form> FORMS = new HashMap<>();

    static {
        FORMS.put(Boolean.class, new Form("true or false", "true"));
        FORMS.put(Integer.class, new Form("a whole number", "50"));
        FORMS.put(Long.class, new Form("a whole number", "50"));
        FORMS.put(Double.class, new Form("a number", "0.5"));
        FORMS.put(Duration.class, new Form("a time with its unit, s, m or h", "90s"));
        FORMS.put(DataSize.class, new Form("a size with its unit", "1MB"));
        FORMS.put(ZoneId.class, new Form("a time zone", "Europe/Berlin"));
        FORMS.put(InetAddress.class, new Form("an address of this machine", "127.0.0.1"));
        FORMS.put(URI.class, new Form("an address", "https://fhir.example.org"));
    }

    private final List<InvalidSetting> found = new ArrayList<>();

    List<InvalidSetting> found() {
        return found;
    }

    @Override
    public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        Stream<?> values = result instanceof Collection<?> several ? several.stream() : Stream.of(result);
        if (!name.isLastElementIndexed()
                && values.anyMatch(value -> value instanceof String && BoundSettings.isUnresolved(value))) {
            found.add(new InvalidSetting(
                    name.toString(),
                    "must be set, or the property be left out: it is a placeholder that nothing fills",
                    ""));
        }
        return result;
    }

    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
        Form form = refusedBySetter(error)
                ? new Form(
                        "something else: "
                                + NestedExceptionUtils.getMostSpecificCause(error)
                                        .getMessage(),
                        "")
                : form(target.getType());
        found.add(new InvalidSetting(name.toString(), "must be " + form.text(), form.example()));
        return null;
    }

    /** Such as HikariCP's, whose messages say what is possible. */
    private static boolean refusedBySetter(Exception error) {
        return error instanceof IllegalStateException
                && NestedExceptionUtils.getMostSpecificCause(error) instanceof IllegalArgumentException;
    }

    private static Form form(ResolvableType type) {
        Class<?> single = type.hasGenerics() ? type.getGeneric(0).toClass() : type.toClass();
        if (single.isEnum()) {
            return oneOf(single.getEnumConstants());
        }
        return FORMS.getOrDefault(
                ClassUtils.resolvePrimitiveIfNecessary(single),
                new Form("something else: its value cannot be read", ""));
    }

    private static Form oneOf(Object... values) {
        List<String> names = Stream.of(values)
                .map(value -> value.toString().toLowerCase(Locale.ROOT))
                .toList();
        return new Form("one of " + String.join(", ", names), names.get(0));
    }

    /** What a value of a type looks like. */
    private record Form(String text, String example) {}
}
