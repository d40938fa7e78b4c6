package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How rooms and stays end by themselves, on the emulator's clock. */
class LifeSpanTest {

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    @Test
    void an_unused_room_ends_after_its_timeout() {
        JsonNode room = emulator.createRoom("UnusedRoomTimeout=10&EmptyRoomTimeout=1");
        emulator.timePasses("PT9M");
        assertThat(status(room)).isEqualTo("in-progress");
        emulator.timePasses("PT1M");
        JsonNode ended = emulator.room(room);
        assertThat(ended.path("status").asText()).isEqualTo("completed");
        assertThat(ended.path("duration").asInt()).isEqualTo(600);
    }

    @Test
    void a_room_that_somebody_left_ends_after_the_other_timeout() {
        JsonNode room = emulator.createRoom("UnusedRoomTimeout=1&EmptyRoomTimeout=10");
        join(room, "adam");
        emulator.timePasses("PT30M");
        assertThat(status(room)).isEqualTo("in-progress");
        leave(room, "adam");
        emulator.timePasses("PT9M");
        assertThat(status(room)).isEqualTo("in-progress");
        emulator.timePasses("PT1M");
        assertThat(status(room)).isEqualTo("completed");
    }

    @Test
    void coming_back_starts_the_empty_timeout_anew() {
        JsonNode room = emulator.createRoom("EmptyRoomTimeout=10");
        join(room, "adam");
        leave(room, "adam");
        emulator.timePasses("PT9M");
        join(room, "adam");
        leave(room, "adam");
        emulator.timePasses("PT9M");
        assertThat(status(room)).isEqualTo("in-progress");
    }

    @Test
    void no_room_outlives_a_day_however_busy() {
        JsonNode room = emulator.createRoom("MaxParticipantDuration=86400");
        join(room, "adam");
        emulator.timePasses("PT23H59M");
        assertThat(status(room)).isEqualTo("in-progress");
        emulator.timePasses("PT1M");
        assertThat(status(room)).isEqualTo("completed");
        assertThat(participant(room, "adam").path("duration").asInt()).isBetween(86_399, 86_400);
    }

    @Test
    void a_stay_ends_after_its_longest_duration_and_then_the_empty_room() {
        JsonNode room = emulator.createRoom("MaxParticipantDuration=600&EmptyRoomTimeout=5");
        join(room, "adam");
        emulator.timePasses("PT10M");
        assertThat(participant(room, "adam").path("status").asText()).isEqualTo("disconnected");
        assertThat(status(room)).isEqualTo("in-progress");
        emulator.timePasses("PT5M");
        assertThat(status(room)).isEqualTo("completed");
    }

    @Test
    void what_happened_during_one_long_step_happened_at_its_own_time() {
        JsonNode room = emulator.createRoom("MaxParticipantDuration=600&EmptyRoomTimeout=5");
        join(room, "adam");
        emulator.timePasses("PT10H");
        assertThat(participant(room, "adam").path("duration").asInt()).isEqualTo(600);
        assertThat(emulator.room(room).path("duration").asInt()).isBetween(900, 901);
    }

    @Test
    void a_lapsed_rooms_name_is_free_again() {
        emulator.createRoom("UniqueName=visit-1");
        emulator.timePasses("PT5M");
        emulator.createRoom("UniqueName=visit-1");
    }

    @Test
    void every_answer_is_dated_by_the_emulators_clock() {
        emulator.timePasses("P2D");
        Instant later = Instant.now().plus(Duration.ofHours(47));
        for (String path : new String[] {"/v1/Rooms", "/v1/Nothing", "/nowhere"}) {
            HttpResponse<String> answer = emulator.get(path);
            String date = answer.headers().firstValue("Date").orElseThrow();
            assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .isAfter(later);
            assertThat(answer.headers().allValues("Date")).hasSize(1);
        }
        String now = RunningEmulator.json(emulator.control("GET", "/clock", ""))
                .path("now")
                .asText();
        assertThat(Instant.parse(now)).isAfter(later);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"advance\":\"-PT1M\"}", "{\"advance\":\"soon\"}", "{\"advance\":\"P9999999D\"}", "{}"})
    void time_neither_goes_back_nor_anywhere_else(String body) {
        assertThat(emulator.control("POST", "/clock", body).statusCode()).isEqualTo(400);
    }

    private String status(JsonNode room) {
        return emulator.room(room).path("status").asText();
    }

    private JsonNode participant(JsonNode room, String identity) {
        return RunningEmulator.json(
                emulator.get("/v1/Rooms/" + room.path("sid").asText() + "/Participants/" + identity));
    }

    private void join(JsonNode room, String identity) {
        long now = Instant.parse(RunningEmulator.json(emulator.control("GET", "/clock", ""))
                        .path("now")
                        .asText())
                .getEpochSecond();
        String token = Jwt.of(identity)
                .with(claims -> claims.put("iat", now).put("exp", now + 3600))
                .token();
        assertThat(emulator.join(room, token).statusCode()).isEqualTo(201);
    }

    private void leave(JsonNode room, String identity) {
        emulator.control("DELETE", "/rooms/" + room.path("sid").asText() + "/participants/" + identity, "");
    }
}
