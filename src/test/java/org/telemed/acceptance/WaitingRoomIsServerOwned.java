package org.telemed.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;

/** No client sets, changes, drops, doubles or moves what an Encounter says of a waiting room, by whatever way it writes. */
public interface WaitingRoomIsServerOwned extends Acceptance {

    String JSON_PATCH = "application/json-patch+json";
    String XML_PATCH = "application/xml-patch+xml";
    String SYSTEM = "http://example.org/visits";

    @Test
    default void a_create_sets_none() {
        String id = "claimed-" + UUID.randomUUID();
        EncounterFixture claimed = withKey(id).withPlaceholder().withExtension(saying("false"));
        String json = claimed.json(host().release());
        Caller adam = as("adam");
        assertNone(idIn(adam.send(adam.request("Encounter")
                .header("Content-Type", Http.FHIR_JSON)
                .header("If-None-Exist", "identifier=" + SYSTEM + "%7C" + id)
                .POST(BodyPublishers.ofString(json)))));
        assertNone(aStored(claimed));
        assertNone(adam.replaces(id, claimed.withId(id))
                .expecting(201)
                .json()
                .path("id")
                .asText());
        for (String type : List.of("transaction", "batch")) {
            Answer answer = bundle(type, entry("POST", "Encounter", json));
            assertNone(answer.json().at("/entry/0/response/location").asText().split("/")[1]);
        }
        assertNone(encounterIn(adam.createsRoomFor(json)).id());
        assertNone(
                encounterIn(adam.createsRoomFor(parameters("{\"name\":\"encounter\",\"resource\":%s}".formatted(json))))
                        .id());
    }

    @Test
    default void nor_does_an_update_of_a_visit_that_says_nothing() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        for (String claim : List.of("true", "false")) {
            EncounterFixture claimed = aVisitOfJaneWithAdam().withId(id).withExtension(saying(claim));
            as("adam").replaces(id, claimed.with("language", "\"de\"")).expecting(200);
            assertNone(id);
            as("adam").createsRoomFor(claimed.with("language", "\"fr\"")).expecting(200);
            assertNone(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    default void an_update_leaves_it_as_it_is(String value) {
        String other = value.equals("true") ? "false" : "true";
        String key = UUID.randomUUID().toString();
        String id = documenting(value, withKey(key));
        int number = 0;
        for (String sent :
                List.of("", saying(other), saying(value) + "," + saying(other), saying(other) + "," + saying(value))) {
            for (String placeholder : List.of("", "placeholder")) {
                EncounterFixture content = withKey(key).withId(id).with("language", "\"x-" + number++ + "\"");
                content = placeholder.isEmpty() ? content : content.withPlaceholder();
                String json = (sent.isEmpty() ? content : content.withExtension(sent)).json(host().release());
                as("adam").put("Encounter/" + id, json).expecting(200);
                assertSays(id, value);
                as("adam")
                        .put("Encounter?identifier=" + SYSTEM + "%7C" + key, json.replace("x-", "y-"))
                        .expecting(200);
                assertSays(id, value);
                bundle("transaction", entry("PUT", "Encounter/" + id, json.replace("x-", "z-")));
                assertSays(id, value);
                bundle("batch", entry("PUT", "Encounter/" + id, json.replace("x-", "v-")));
                assertSays(id, value);
                as("adam").createsRoomFor(json).expecting(200);
                assertSays(id, value);
            }
        }
    }

    @Test
    default void a_put_that_does_nothing_but_drop_it_does_nothing() {
        String id = documenting("true", aVisitOfJaneWithAdam());
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        assertSays(id, "true");
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void a_modifier_extension_is_no_way_to_say_it() {
        String id = documenting("true", aVisitOfJaneWithAdam());
        EncounterFixture moved = aVisitOfJaneWithAdam()
                .withId(id)
                .with("modifierExtension", "[" + saying("false") + "]")
                .with("language", "\"de\"");
        as("adam").replaces(id, moved);
        assertSays(id, "true");
    }

    @Test
    default void a_json_patch_leaves_it_as_it_is() {
        String id = documenting("true", aVisitOfJaneWithAdam());
        for (String patch : List.of(
                "{'op':'remove','path':'/extension/AT'}",
                "{'op':'remove','path':'/extension'}",
                "{'op':'replace','path':'/extension/AT/valueBoolean','value':false}",
                "{'op':'replace','path':'/extension/AT/url','value':'http://example.org/x'}",
                "{'op':'remove','path':'/extension/AT/valueBoolean'},{'op':'add','path':'/extension/AT/valueString','value':'no'}",
                "{'op':'add','path':'/extension/-','value':%s}".formatted(saying("false")),
                "{'op':'add','path':'/extension/0','value':%s}".formatted(saying("false")),
                "{'op':'add','path':'/modifierExtension','value':[%s]},{'op':'remove','path':'/extension/AT'}"
                        .formatted(saying("true")))) {
            String operations = "[" + patch.replace('\'', '"').replace("AT", "" + place(id)) + "]";
            as("adam").patch("Encounter/" + id, JSON_PATCH, operations).expecting(200);
            assertSays(id, "true");
            bundle("transaction", entry("PATCH", "Encounter/" + id, """
                    {"resourceType":"Binary","contentType":"%s","data":"%s"}""".formatted(
                    JSON_PATCH,
                    Base64.getEncoder()
                            .encodeToString(
                                    operations.replace("/AT", "/" + place(id)).getBytes(UTF_8)))));
            assertSays(id, "true");
        }
    }

    @Test
    default void so_does_an_xml_patch() {
        String id = documenting("true", aVisitOfJaneWithAdam());
        String extension = "f:Encounter/f:extension[@url='" + StoredEncounter.WAITING_ROOM + "']";
        for (String operation : List.of(
                "<remove sel=\"%s\"/>".formatted(extension),
                "<replace sel=\"%s/f:valueBoolean/@value\">false</replace>".formatted(extension))) {
            Answer answer = as("adam")
                    .patch(
                            "Encounter/" + id,
                            XML_PATCH,
                            "<diff xmlns:f=\"http://hl7.org/fhir\">" + operation + "</diff>");
            assertThat(answer.status()).as(answer::body).isIn(200, 415);
            assertSays(id, "true");
        }
    }

    @Test
    default void so_does_a_fhir_patch() {
        String id = documenting("true", aVisitOfJaneWithAdam());
        String extension = "Encounter.extension.where(url='%s')".formatted(StoredEncounter.WAITING_ROOM);
        for (String operation : List.of(
                part("type", "Code", "delete") + "," + part("path", "String", extension),
                part("type", "Code", "replace") + "," + part("path", "String", extension + ".value")
                        + ",{\"name\":\"value\",\"valueBoolean\":false}")) {
            String patch = parameters("{\"name\":\"operation\",\"part\":[%s]}".formatted(operation));
            as("adam").patch("Encounter/" + id, Http.FHIR_JSON, patch).expecting(200);
            assertSays(id, "true");
            bundle("transaction", entry("PATCH", "Encounter/" + id, patch));
            assertSays(id, "true");
        }
    }

    @Test
    default void an_ended_call_and_the_next_one_leave_it_and_dropping_the_placeholder_does_not_switch_it_off() {
        String id = documenting("true", aVisitOfJaneWithAdam());
        as("adam").endsRoomOf(id).expecting(200);
        assertSays(id, "true");
        as("adam")
                .replaces(id, aVisitOfJaneWithAdam().withId(id).with("language", "\"de\""))
                .expecting(200);
        assertSays(id, "true");
        assertThat(stored(id).virtualServices("twilio-video-group-rooms")).isEmpty();
        as("adam").createsRoomOn(id).expecting(200);
        assertSays(id, "true");
    }

    @Test
    default void a_visit_that_was_finished_by_mistake_has_it_afterwards() {
        String id = documenting("true", aVisitOfJaneWithAdam());
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id).finished()).expecting(200);
        assertSays(id, "true");
        as("adam").createsRoomFor(aVisitOfJaneWithAdam().withId(id)).expecting(200);
        assertSays(id, "true");
    }

    @Test
    default void an_encounter_that_comes_back_from_deletion_says_what_it_said() {
        String id = documenting("true", aVisitOfJaneWithAdam());
        String before = aVisitOfJaneWithAdam().withId(id).json(host().release());
        as("adam").deletes("Encounter/" + id).expecting(200);
        assertThat(as("adam").put("Encounter/" + id, before).status()).isIn(200, 201);
        assertSays(id, "true");
        assertThat(stored(id).rooms()).isEmpty();
    }

    private EncounterFixture withKey(String key) {
        return aVisitOfJaneWithAdam()
                .with("identifier", "[{\"system\":\"%s\",\"value\":\"%s\"}]".formatted(SYSTEM, key));
    }

    private String documenting(String value, EncounterFixture visit) {
        String id = encounterIn(as("adam")
                        .post("Encounter/$create-telemed-room?waitingRoom=" + value, visit.json(host().release())))
                .id();
        assertSays(id, value);
        return id;
    }

    private void assertSays(String id, String value) {
        StoredEncounter stored = stored(id);
        assertThat(stored.waitingRooms()).containsExactly(value);
        assertThat(stored.json().toString()).containsOnlyOnce(StoredEncounter.WAITING_ROOM);
    }

    private void assertNone(String id) {
        assertThat(stored(id).json().toString()).doesNotContain(StoredEncounter.WAITING_ROOM);
    }

    private int place(String id) {
        var extensions = stored(id).json().path("extension");
        return IntStream.range(0, extensions.size())
                .filter(index -> extensions.path(index).path("url").asText().equals(StoredEncounter.WAITING_ROOM))
                .findFirst()
                .orElseThrow();
    }

    private static String idIn(Answer created) {
        return created.expecting(201).json().path("id").asText();
    }

    private Answer bundle(String type, String entry) {
        return as("adam")
                .post("", "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}".formatted(type, entry))
                .expecting(200);
    }

    private static String entry(String method, String url, String resource) {
        return "{\"resource\":%s,\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}".formatted(resource, method, url);
    }

    private static String part(String name, String type, String value) {
        return "{\"name\":\"%s\",\"value%s\":\"%s\"}".formatted(name, type, value);
    }

    private static String saying(String value) {
        return "{\"url\":\"%s\",\"valueBoolean\":%s}".formatted(StoredEncounter.WAITING_ROOM, value);
    }
}
