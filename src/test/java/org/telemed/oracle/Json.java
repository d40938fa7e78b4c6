package org.telemed.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as maps, lists and scalars. */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** An object of these names and values; an empty Optional leaves the name out. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value =
                    namesAndValues[i + 1] instanceof Optional<?> maybe ? maybe.orElse(null) : namesAndValues[i + 1];
            if (value != null) {
                object.put((String) namesAndValues[i], value);
            }
        }
        return object;
    }

    /** The objects of an array; none if it is missing. */
    static List<Map<String, Object>> list(Map<String, Object> object, String name) {
        return object.get(name) instanceof List<?> list
                ? list.stream().map(Json::asObject).toList()
                : List.of();
    }

    /** An object; empty if it is missing. */
    static Map<String, Object> at(Map<String, Object> object, String name) {
        return object.containsKey(name) ? asObject(object.get(name)) : Map.of();
    }

    /** A string; empty if it is missing or something else. */
    static Optional<String> text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asObject(Object value) {
        return (Map<String, Object>) value;
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
