package org.telemed.zapehr;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** The body of a create: the Encounter bare, as it is documented, or wrapped, as clients in the field send it. */
final class RoomRequestBody {
    private static final String WRAPPER = "encounter";
    private static final String TYPE = "resourceType";
    private static final int LONGEST_NAME = 64;

    private RoomRequestBody() {}

    /**
     * The Encounter without its wrapper, byte for byte as it was written. What is no wrapper comes out as it went in: the
     * operation says what is wrong with it.
     *
     * @throws TelemedException BAD_REQUEST if the wrapper has another property, or no Encounter
     */
    static byte[] unwrapped(byte[] body) {
        try (JsonParser json = Json.MAPPER.createParser(body)) {
            return json.nextToken() == JsonToken.START_OBJECT ? unwrapped(json, body) : body;
        } catch (IOException notJson) {
            return body;
        }
    }

    private static byte[] unwrapped(JsonParser json, byte[] body) throws IOException {
        byte @Nullable [] encounter = null;
        String unknown = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (name.equals(TYPE) || (name.equals(WRAPPER) && encounter != null)) {
                return body; // the Encounter itself, or malformed
            }
            JsonToken value = json.nextToken();
            if (!name.equals(WRAPPER)) {
                unknown = unknown.isEmpty() ? name : unknown;
                json.skipChildren();
            } else if (value == JsonToken.START_OBJECT) {
                encounter = object(json, body);
            } else {
                throw badRequest("encounter must be an Encounter, as a JSON object.");
            }
        }
        boolean ended = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
        if (!unknown.isEmpty() && ended) {
            throw badRequest("There is no property " + printable(unknown) + " here.");
        }
        return encounter != null && ended ? encounter : body;
    }

    private static byte[] object(JsonParser json, byte[] body) throws IOException {
        long start = json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        long end = json.currentLocation().getByteOffset();
        return start < 0 ? body : Arrays.copyOfRange(body, (int) start, (int) end);
    }

    /** Names come from the client: only letters and digits are repeated. */
    private static String printable(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "?");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + "…" : plain;
    }

    private static TelemedException badRequest(String problem) {
        return TelemedException.because(
                Reason.BAD_REQUEST, problem + " Send the Encounter bare, or as {\"encounter\": {…}} and nothing else.");
    }
}
