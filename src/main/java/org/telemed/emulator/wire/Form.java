package org.telemed.emulator.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a query or of a form-encoded body, in their order. */
public record Form(Map<String, List<String>> fields) {

    /** No field at all. */
    public static final Form EMPTY = new Form(Map.of());

    public Form {
        fields = Collections.unmodifiableMap(fields);
    }

    /**
     * Reads {@code a=1&b=2}.
     *
     * @throws IllegalArgumentException if a percent sign is not followed by two hex digits
     */
    public static Form decode(String encoded) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                fields.computeIfAbsent(decoded(name), n -> new ArrayList<>()).add(decoded(value));
            }
        }
        return new Form(fields);
    }

    /** The first value of that name; an empty one counts as absent, as it does for Twilio. */
    public Optional<String> value(String name) {
        return values(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** All values of that name. */
    public List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The same with that value alone of its name. */
    Form with(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(fields);
        changed.put(name, List.of(value));
        return new Form(changed);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
