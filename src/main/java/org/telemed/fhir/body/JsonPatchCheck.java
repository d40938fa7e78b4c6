package org.telemed.fhir.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.StreamSupport;

/** Limits the copy operations of a JSON Patch (RFC 6902), so that it cannot make a resource too large. */
final class JsonPatchCheck {

    /** With 5 copies a resource can grow to 32 times its size. */
    private static final int MOST_COPIES = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonPatchCheck() {}

    /** @param patch JSON within the bounds of bodies */
    static void requireFewCopies(String patch) {
        long copies = StreamSupport.stream(operations(patch).spliterator(), false)
                .filter(operation -> operation.path("op").asText().equals("copy"))
                .count();
        if (copies > MOST_COPIES) {
            throw BodyErrors.because("A JSON Patch may copy at most " + MOST_COPIES + " times. Send several patches.");
        }
    }

    private static JsonNode operations(String patch) {
        try {
            return JSON.readTree(patch);
        } catch (JsonProcessingException malformed) {
            throw BodyErrors.because("The body is malformed JSON.");
        }
    }
}
