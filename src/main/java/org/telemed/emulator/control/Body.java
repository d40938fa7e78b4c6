package org.telemed.emulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.telemed.emulator.wire.Call;

/** The JSON object that a control was called with; what does not fit is refused in a plain sentence. */
record Body(JsonNode json) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Reads the body.
     *
     * @throws IllegalArgumentException if it is not JSON
     */
    static JsonNode parse(Call call) {
        try {
            return MAPPER.readTree(call.body());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** An object that has no other fields than these. */
    static Body of(JsonNode json, Set<String> fields) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("The body must be a JSON object with some of " + new TreeSet<>(fields));
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no field \"" + name + "\"; there are " + new TreeSet<>(fields));
            }
        });
        return new Body(json);
    }

    String text(String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" must be there, a string");
        }
        return value.textValue();
    }

    boolean flag(String name) {
        JsonNode value = json.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new IllegalArgumentException("\"" + name + "\" must be true or false");
        }
        return value.asBoolean();
    }

    Optional<Integer> number(String name, int least, int most) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.canConvertToInt()
                || !value.isIntegralNumber()
                || value.intValue() < least
                || value.intValue() > most) {
            throw new IllegalArgumentException("\"" + name + "\" must be a whole number from " + least + " to " + most);
        }
        return Optional.of(value.intValue());
    }
}
