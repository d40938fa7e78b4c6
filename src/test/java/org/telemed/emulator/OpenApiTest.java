package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every answer has the fields of Twilio's own OpenAPI description, no more and no less, with its types. */
class OpenApiTest {

    private static JsonNode api;

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    private JsonNode room;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = OpenApiTest.class.getResourceAsStream("/twilio/twilio_video_v1.json")) {
            api = new ObjectMapper().readTree(file);
        }
    }

    @BeforeEach
    void open() {
        room = emulator.createRoom("UniqueName=visit-1&StatusCallback=http://localhost:9/callback");
    }

    @Test
    void a_new_room_fits() {
        fits(room, answer("/v1/Rooms", "post", 201));
    }

    @Test
    void a_fetched_room_fits() {
        fits(emulator.room(room), answer("/v1/Rooms/{Sid}", "get", 200));
    }

    @Test
    void a_completed_room_fits() {
        JsonNode completed = RunningEmulator.json(emulator.post("/v1/Rooms/visit-1", "Status=completed"));
        fits(completed, answer("/v1/Rooms/{Sid}", "post", 202));
        assertThat(completed.path("end_time").isTextual()).isTrue();
    }

    @Test
    void a_list_of_rooms_fits() {
        emulator.createRoom("");
        emulator.createRoom("");
        JsonNode first = RunningEmulator.json(emulator.get("/v1/Rooms?PageSize=2"));
        fits(first, answer("/v1/Rooms", "get", 200));
        JsonNode second = RunningEmulator.json(
                emulator.get(first.path("meta").path("next_page_url").asText()));
        fits(second, answer("/v1/Rooms", "get", 200));
        assertThat(second.path("meta").path("next_page_url").isNull()).isTrue();
        assertThat(second.path("meta").path("previous_page_url").isTextual()).isTrue();
    }

    @Test
    void a_participant_fits() {
        JsonNode joined =
                RunningEmulator.json(emulator.join(room, Jwt.of("adam").token()));
        String one = "/v1/Rooms/{RoomSid}/Participants/{Sid}";
        fits(joined, answer(one, "get", 200));
        fits(RunningEmulator.json(emulator.get("/v1/Rooms/visit-1/Participants/adam")), answer(one, "get", 200));
        fits(
                RunningEmulator.json(emulator.get("/v1/Rooms/visit-1/Participants")),
                answer("/v1/Rooms/{RoomSid}/Participants", "get", 200));
        fits(
                RunningEmulator.json(emulator.post("/v1/Rooms/visit-1/Participants/adam", "Status=disconnected")),
                answer(one, "post", 202));
    }

    @Test
    void the_links_are_those_of_the_examples() {
        assertThat(names(room.path("links")))
                .containsExactlyInAnyOrder("participants", "recordings", "transcriptions", "recording_rules");
        assertThat(names(RunningEmulator.json(emulator.join(room, Jwt.of("adam").token()))
                        .path("links")))
                .containsExactlyInAnyOrder("published_tracks", "subscribed_tracks", "subscribe_rules", "anonymize");
    }

    private static JsonNode answer(String path, String method, int status) {
        return api.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(String.valueOf(status))
                .path("content")
                .path("application/json")
                .path("schema");
    }

    private static void fits(JsonNode value, JsonNode schema) {
        fits(value, resolved(schema), "answer");
    }

    private static void fits(JsonNode value, JsonNode schema, String where) {
        assertThat(schema.isMissingNode()).as("no schema for " + where).isFalse();
        if (value.isNull()) {
            assertThat(schema.path("nullable").asBoolean())
                    .as(where + " is null")
                    .isTrue();
            return;
        }
        assertThat(isOfType(value, schema.path("type").asText()))
                .as(where + " is " + value)
                .isTrue();
        fitsText(value, schema, where);
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            fits(value.get(i), resolved(schema.path("items")), where + "[" + i + "]");
        }
        if (schema.has("properties")) {
            assertThat(names(value)).as(where).containsExactlyInAnyOrderElementsOf(names(schema.path("properties")));
            value.fields()
                    .forEachRemaining(field -> fits(
                            field.getValue(),
                            resolved(schema.path("properties").path(field.getKey())),
                            where + "." + field.getKey()));
        }
    }

    private static void fitsText(JsonNode value, JsonNode schema, String where) {
        if (schema.has("pattern")) {
            assertThat(value.asText())
                    .as(where)
                    .matches(Pattern.compile(schema.path("pattern").asText()));
        }
        if (schema.path("format").asText().equals("date-time")) {
            assertThat(OffsetDateTime.parse(value.asText()).getNano()).as(where).isZero();
        }
        if (schema.has("enum")) {
            assertThat(StreamSupport.stream(schema.path("enum").spliterator(), false)
                            .map(JsonNode::asText))
                    .as(where)
                    .contains(value.asText());
        }
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> throw new AssertionError("unknown type " + type);
        };
    }

    private static JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : api.at(reference.substring(1));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
