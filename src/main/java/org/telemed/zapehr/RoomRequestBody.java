package org.telemed.zapehr;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/** The body of a create: the Encounter bare, as it is documented, or wrapped, as clients in the field send it. */
final class RoomRequestBody {
    private static final String WRAPPER = "encounter";

    private RoomRequestBody() {}

    /**
     * The Encounter without its wrapper, byte for byte as it was written. Anything else comes out as it went in: the
     * operation says what is wrong with it.
     */
    static byte[] unwrapped(byte[] body) {
        try (JsonParser json = Json.MAPPER.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT
                    || !WRAPPER.equals(json.nextFieldName())
                    || json.nextToken() != JsonToken.START_OBJECT) {
                return body;
            }
            long start = json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            long end = json.currentLocation().getByteOffset();
            boolean alone = json.nextToken() == JsonToken.END_OBJECT && json.nextToken() == null;
            return alone && start >= 0 ? Arrays.copyOfRange(body, (int) start, (int) end) : body;
        } catch (IOException notJson) {
            return body;
        }
    }
}
