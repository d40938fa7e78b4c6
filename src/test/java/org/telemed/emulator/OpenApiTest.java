package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    @Test
    void every_link_of_a_room_leads_somewhere() {
        room.path("links")
                .forEach(link -> assertThat(emulator.get(link.asText()).statusCode())
                        .as(link.asText())
                        .isEqualTo(200));
        String parent = "/v1/Rooms/{RoomSid}";
        for (String list : List.of("recordings", "transcriptions")) {
            JsonNode empty = followed(room, list);
            assertThat(empty.path(list)).as(list).isEmpty();
            fits(empty, answer(parent + (list.equals("recordings") ? "/Recordings" : "/Transcriptions"), "get", 200));
        }
    }

    @Test
    void every_link_of_a_participant_leads_somewhere() {
        JsonNode adam = RunningEmulator.json(emulator.join(room, Jwt.of("adam").token()));
        String parent = "/v1/Rooms/{RoomSid}/Participants/{ParticipantSid}";
        for (String list : List.of("published_tracks", "subscribed_tracks")) {
            JsonNode empty = followed(adam, list);
            assertThat(empty.path(list)).as(list).isEmpty();
            fits(
                    empty,
                    answer(parent + (list.startsWith("pub") ? "/PublishedTracks" : "/SubscribedTracks"), "get", 200));
        }
        String anonymize = adam.path("links").path("anonymize").asText();
        assertThat(emulator.get(anonymize).statusCode()).isEqualTo(405);
        JsonNode anonymous = RunningEmulator.json(emulator.post(anonymize, ""));
        fits(anonymous, answer("/v1/Rooms/{RoomSid}/Participants/{Sid}/Anonymize", "post", 200));
        assertThat(anonymous.path("identity")).isEqualTo(anonymous.path("sid"));
        assertThat(emulator.get("/v1/Rooms/visit-1/Participants/adam").statusCode())
                .isEqualTo(404);
        assertThat(emulator.get(adam.path("url").asText()).body()).doesNotContain("\"adam\"");
    }

    @Test
    void recording_rules_are_those_of_the_examples() {
        String path = "/v1/Rooms/{RoomSid}/RecordingRules";
        JsonNode rules = followed(room, "recording_rules");
        fits(rules, withoutItems(answer(path, "get", 200)));
        assertThat(rules.path("rules")).hasToString("[{\"type\":\"exclude\",\"all\":true}]");
        String url = room.path("links").path("recording_rules").asText();
        JsonNode changed = RunningEmulator.json(
                emulator.post(url, "Rules=%5B%7B%22type%22%3A%22include%22%2C%22all%22%3A%20true%7D%5D"));
        fits(changed, withoutItems(answer(path, "post", 200)));
        assertThat(changed.path("rules"))
                .isEqualTo(example(path, "post", 200, "update").path("rules"));
        assertThat(followed(room, "recording_rules").path("rules")).isEqualTo(changed.path("rules"));
        assertThat(emulator.post(url, "Rules=all").body()).contains("53120");
        assertThat(emulator.post(url, "").body()).contains("53120");
    }

    @Test
    void a_room_that_records_says_so_in_its_rules() {
        JsonNode recorded = emulator.createRoom("RecordParticipantsOnConnect=true");
        assertThat(followed(recorded, "recording_rules").path("rules"))
                .hasToString("[{\"type\":\"include\",\"all\":true}]");
    }

    @Test
    void subscribe_rules_are_those_of_the_examples() {
        String path = "/v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/SubscribeRules";
        JsonNode adam = RunningEmulator.json(emulator.join(room, Jwt.of("adam").token()));
        JsonNode rules = followed(adam, "subscribe_rules");
        fits(rules, withoutItems(answer(path, "get", 200)));
        assertThat(rules.path("rules"))
                .isEqualTo(example(path, "get", 200, "readEmpty").path("rules"));
        JsonNode changed = RunningEmulator.json(emulator.post(
                adam.path("links").path("subscribe_rules").asText(),
                "Rules=%5B%7B%22type%22%3A%22exclude%22%2C%22all%22%3A%20true%7D%5D"));
        fits(changed, withoutItems(answer(path, "post", 200)));
        assertThat(changed.path("rules"))
                .isEqualTo(example(path, "post", 200, "updateFilters").path("rules"));
    }

    private JsonNode followed(JsonNode resource, String link) {
        return RunningEmulator.json(
                emulator.get(resource.path("links").path(link).asText()));
    }

    /** The description forbids its own examples: their rules lack fields, or have null ones. */
    private static JsonNode withoutItems(JsonNode schema) {
        ObjectNode changed = resolved(schema).deepCopy();
        ((ObjectNode) changed.at("/properties/rules"))
                .set("items", changed.objectNode().put("type", "object"));
        return changed;
    }

    private static JsonNode example(String path, String method, int status, String name) {
        return api.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(String.valueOf(status))
                .path("content")
                .path("application/json")
                .path("examples")
                .path(name)
                .path("value");
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
