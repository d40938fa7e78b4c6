package org.telemed.fhir.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks the operations of a JSON Patch, for which HAPI's errors are of no use, and limits its copies, so that it cannot
 * make a resource too large.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
final class JsonPatchCheck {

    /** With 5 copies a resource can grow to 32 times its size. */
    private static final int MOST_COPIES = 5;

    private static final List<String> OPERATIONS = List.of("add", "remove", "replace", "move", "copy", "test");
    private static final Set<String> WITH_VALUE = Set.of("add", "replace", "test");
    private static final Set<String> WITH_FROM = Set.of("move", "copy");

    /** RFC 6901: each part behind a slash, a tilde as ~0 and a slash as ~1. */
    private static final Pattern POINTER = Pattern.compile("(?:/(?:[^/~]|~[01])*+)*+");

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonPatchCheck() {}

    /** @param patch JSON within the bounds of bodies */
    static void check(String patch) {
        JsonNode operations = operations(patch);
        if (!operations.isArray()) {
            throw BodyErrors.because("A JSON Patch is an array of operations, such as"
                    + " [{\"op\": \"replace\", \"path\": \"/status\", \"value\": \"planned\"}].");
        }
        int copies = 0;
        for (int i = 0; i < operations.size(); i++) {
            check(operations.get(i), "Operation [" + i + "] of the JSON Patch ");
            copies += operations.get(i).path("op").asText().equals("copy") ? 1 : 0;
        }
        if (copies > MOST_COPIES) {
            throw BodyErrors.because("A JSON Patch may copy at most " + MOST_COPIES + " times. Send several patches.");
        }
    }

    private static void check(JsonNode operation, String place) {
        if (!operation.isObject()) {
            throw BodyErrors.because(place + "must be a JSON object.");
        }
        String op = operation.path("op").isTextual() ? operation.path("op").textValue() : "";
        if (!OPERATIONS.contains(op)) {
            throw BodyErrors.because(place
                    + (operation.has("op") ? "has an op that is none. It is one of " : "has no op. Name one of ")
                    + String.join(", ", OPERATIONS) + ".");
        }
        requirePointer(operation, "path", place);
        if (WITH_FROM.contains(op)) {
            requirePointer(operation, "from", place);
        }
        if (WITH_VALUE.contains(op) && !operation.has("value")) {
            throw BodyErrors.because(place + "has no value, which " + op + " needs.");
        }
    }

    private static void requirePointer(JsonNode operation, String name, String place) {
        JsonNode pointer = operation.path(name);
        if (!pointer.isTextual()) {
            throw BodyErrors.because(place + "has no " + name + ". Name the element, such as /status.");
        }
        if (!POINTER.matcher(pointer.textValue()).matches()) {
            throw BodyErrors.because(place + "has a " + name
                    + " that is no JSON pointer. It starts with a slash, such as" + " /participant/0/period.");
        }
    }

    private static JsonNode operations(String patch) {
        try {
            return JSON.readTree(patch);
        } catch (JsonProcessingException malformed) {
            throw BodyErrors.malformed(
                    "JSON",
                    malformed.getLocation().getLineNr(),
                    malformed.getLocation().getColumnNr(),
                    "Send a JSON Patch.");
        }
    }
}
