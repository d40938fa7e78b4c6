package org.telemed.zapehr;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The body of a create: the Encounter bare, as it is documented, or wrapped, as clients in the field send it. */
final class RoomRequestBody {
    private static final String WRAPPER = "encounter";

    private RoomRequestBody() {}

    /** The Encounter without its wrapper. Anything else comes out as it went in: the operation says what is wrong with it. */
    static byte[] unwrapped(byte[] body) {
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            return json.size() == 1 && json.path(WRAPPER).isObject()
                    ? Json.MAPPER.writeValueAsBytes(json.path(WRAPPER))
                    : body;
        } catch (IOException notJson) {
            return body;
        }
    }
}
