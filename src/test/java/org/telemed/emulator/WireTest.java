package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST API as bytes: statuses, error bodies, and what a form may hold. */
class WireTest {

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    @ParameterizedTest
    @CsvSource({
        "MaxParticipants=0, 53107",
        "MaxParticipants=51, 53107",
        "MaxParticipants=many, 53107",
        "Type=huge, 53108",
        "EmptyRoomTimeout=0, 53109",
        "UnusedRoomTimeout=61, 53109",
        "MaxParticipantDuration=599, 53109",
        "MaxParticipantDuration=86401, 53109",
        "StatusCallbackMethod=PUT, 53110",
        "StatusCallback=ftp://example.com, 53111",
        "StatusCallback=/callback, 53111",
        "MediaRegion=moon, 53115",
        "RecordingRules=all, 53120",
        "RecordingRules={}, 53120",
        "AudioOnly=perhaps, 20001",
        "VideoCodecs=AV1, 20001",
        "UniqueName=a%00b, 53102"
    })
    void a_form_that_twilio_refuses_is_refused_with_its_code(String form, int code) {
        HttpResponse<String> refused = emulator.post("/v1/Rooms", form);
        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode error = RunningEmulator.json(refused);
        assertThat(error.path("code").asInt()).isEqualTo(code);
        assertThat(error.path("status").asInt()).isEqualTo(400);
        assertThat(error.path("message").asText()).isNotBlank();
        assertThat(error.path("more_info").asText()).isEqualTo("https://www.twilio.com/docs/errors/" + code);
        assertThat(RunningEmulator.json(emulator.get("/v1/Rooms")).path("rooms"))
                .isEmpty();
    }

    @Test
    void the_limits_themselves_are_allowed() {
        emulator.createRoom("MaxParticipants=1&EmptyRoomTimeout=1&UnusedRoomTimeout=60&MaxParticipantDuration=600"
                + "&RecordingRules=%5B%5D&MediaRegion=de1&UniqueName=" + "x".repeat(128));
        emulator.createRoom("MaxParticipants=50&EmptyRoomTimeout=60&UnusedRoomTimeout=1&MaxParticipantDuration=86400");
        assertThat(emulator.post("/v1/Rooms", "UniqueName=" + "x".repeat(129)).body())
                .contains("53101");
    }

    @Test
    void a_name_may_hold_a_slash_a_plus_and_an_umlaut() {
        String name = "visit/1+ü %";
        JsonNode room = emulator.createRoom("UniqueName=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
        assertThat(room.path("unique_name").asText()).isEqualTo(name);
        HttpResponse<String> found = emulator.get("/v1/Rooms/visit%2F1+%C3%BC%20%25");
        assertThat(RunningEmulator.json(found).path("sid")).isEqualTo(room.path("sid"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/Compositions",
                "/v1/Rooms/x/Recordings",
                "/v1/Rooms/x/RecordingRules",
                "/v1/Rooms/x/Participants/y/PublishedTracks",
                "/v1/Rooms/x/Whatever",
                "/v1/Rooms/x",
                "/v2/Rooms"
            })
    void what_is_not_there_is_404_in_twilios_words(String path) {
        HttpResponse<String> missing = emulator.get(path);
        assertThat(missing.statusCode()).isEqualTo(404);
        JsonNode error = RunningEmulator.json(missing);
        assertThat(error.path("code").asInt()).isEqualTo(20404);
        assertThat(error.path("message").asText()).contains(path);
    }

    @Test
    void a_method_that_a_resource_has_not_is_405() {
        assertThat(emulator.delete("/v1/Rooms").statusCode()).isEqualTo(405);
        assertThat(emulator.delete("/v1/Rooms/x").statusCode()).isEqualTo(405);
        HttpResponse<String> refused = emulator.post("/v1/Rooms/x/Participants", "");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(RunningEmulator.json(refused).path("code").asInt()).isEqualTo(20004);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !", "Basic YQ==", "Bearer abc", "Basic YTpi"})
    void credentials_that_are_none_are_401(String authorization) {
        HttpResponse<String> refused =
                emulator.send(emulator.request("/v1/Rooms").header("Authorization", authorization));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(RunningEmulator.json(refused).path("code").asInt()).isEqualTo(20003);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(emulator.send(emulator.request("/v1/Rooms")).statusCode()).isEqualTo(401);
    }

    @Test
    void only_a_form_is_read() {
        emulator.createRoom("UniqueName=visit-1");
        HttpRequest.Builder text = emulator.authorized("/v1/Rooms/visit-1")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("Status=completed"));
        assertThat(emulator.send(text).body()).contains("53112");
        assertThat(emulator.post("/v1/Rooms", "UniqueName=%zz").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PageSize=0", "PageSize=1001", "Page=-1", "PageToken=PARM1", "PageToken=x", "DateCreatedAfter=x"
            })
    void a_list_asked_for_wrongly_is_400(String query) {
        HttpResponse<String> refused = emulator.get("/v1/Rooms?" + query);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(RunningEmulator.json(refused).path("code").asInt()).isEqualTo(20001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-01-01",
                "2020-01-01T00:00:00Z",
                "2020-01-01t00:00:00z",
                "2020-01-01T00:00:00.1Z",
                "2020-01-01T00:00:00.123456789Z",
                "2020-01-01T02:00:00%2B02:00",
                "2020-01-01T00:00:00"
            })
    void a_date_is_a_day_or_a_date_time_of_rfc_3339(String date) {
        JsonNode room = emulator.createRoom("");
        emulator.join(room, Jwt.of("adam").token());
        for (String list : List.of("/v1/Rooms?", "/v1/Rooms/" + room.path("sid").asText() + "/Participants?")) {
            String found = emulator.get(list + "DateCreatedAfter=" + date).body();
            assertThat(found).contains(room.path("sid").asText());
            assertThat(emulator.get(list + "DateCreatedBefore=" + date).body())
                    .contains("\"meta\"")
                    .doesNotContain("\"sid\"");
        }
    }

    /** Rooms "on or after", participants "after this date": so says Twilio's OpenAPI description. */
    @Test
    void after_a_date_means_also_at_it_for_rooms_but_not_for_participants() {
        JsonNode room = emulator.createRoom("");
        JsonNode adam = RunningEmulator.json(emulator.join(room, Jwt.of("adam").token()));
        String rooms = "/v1/Rooms?DateCreatedAfter=" + room.path("date_created").asText();
        assertThat(emulator.get(rooms).body()).contains(room.path("sid").asText());
        String people = "/v1/Rooms/" + room.path("sid").asText() + "/Participants?DateCreatedAfter="
                + adam.path("date_created").asText();
        assertThat(emulator.get(people).body()).contains("\"participants\":[]");
    }

    @Test
    void page_urls_keep_what_was_asked() {
        IntStream.range(0, 3).forEach(i -> emulator.createRoom(""));
        JsonNode meta = RunningEmulator.json(
                        emulator.get("/v1/Rooms?Status=in-progress&PageSize=1&DateCreatedAfter=2020-01-01T00:00:00Z"))
                .path("meta");
        assertThat(meta.path("next_page_url").asText())
                .startsWith(
                        emulator.baseUrl() + "/v1/Rooms?Status=in-progress&DateCreatedAfter=2020-01-01T00%3A00%3A00Z")
                .contains("&PageSize=1&Page=1&PageToken=PARM");
        assertThat(meta.path("page_size").asInt()).isEqualTo(1);
        assertThat(meta.path("key").asText()).isEqualTo("rooms");
    }

    @Test
    void of_fifty_who_open_a_room_at_once_one_succeeds() {
        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 50)
                .mapToObj(i -> emulator.postAsync("/v1/Rooms", "UniqueName=visit-1"))
                .toList();
        List<Integer> statuses = calls.stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::statusCode)
                .toList();
        assertThat(statuses).containsOnly(201, 400).containsOnlyOnce(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "", "/rooms", "/rooms/x/y", "/rooms/x/participants/y/z"})
    void there_is_no_other_control(String path) {
        assertThat(emulator.control("POST", path, "{}").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faults", "/callbacks", "/clock", "/requests", "/rooms/x/participants"})
    void a_control_has_no_other_method(String path) {
        assertThat(emulator.control("PATCH", path, "{}").statusCode()).isEqualTo(405);
    }
}
