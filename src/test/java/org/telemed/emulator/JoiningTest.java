package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.jwt.accesstoken.AccessToken;
import com.twilio.jwt.accesstoken.VideoGrant;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may join with which token, and what Twilio says to the rest. */
class JoiningTest {

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    private JsonNode room;

    @BeforeEach
    void open() {
        room = emulator.createRoom("UniqueName=visit-1&MaxParticipants=2");
    }

    @Test
    void a_token_of_twilios_sdk_opens_the_room() {
        AccessToken token = new AccessToken.Builder(
                        RunningEmulator.SETTINGS.accountSid(),
                        RunningEmulator.SETTINGS.apiKeySid(),
                        RunningEmulator.SETTINGS.apiKeySecret().getBytes(StandardCharsets.UTF_8))
                .identity("adam")
                .grant(new VideoGrant().setRoom("visit-1"))
                .build();
        HttpResponse<String> joined = emulator.join(room, token.toJwt());
        assertThat(joined.statusCode()).isEqualTo(201);
        JsonNode participant = RunningEmulator.json(joined);
        assertThat(participant.path("identity").asText()).isEqualTo("adam");
        assertThat(participant.path("status").asText()).isEqualTo("connected");
        assertThat(participant.path("room_sid")).isEqualTo(room.path("sid"));
    }

    @Test
    void a_grant_names_the_room_by_name_or_sid_or_not_at_all() {
        assertThat(codeFor(Jwt.of("adam").forRoom("visit-1"))).isZero();
        assertThat(codeFor(Jwt.of("jane").forRoom(room.path("sid").asText()))).isZero();
        assertThat(codeFor(Jwt.of("jane"))).isZero();
        assertThat(codeFor(Jwt.of("jane").forRoom("visit-2"))).isEqualTo(20106);
    }

    @Test
    void a_room_named_like_another_rooms_sid_gets_that_rooms_tokens() {
        emulator.createRoom("UniqueName=" + room.path("sid").asText());
        assertThat(codeFor(Jwt.of("adam").forRoom(room.path("sid").asText()))).isEqualTo(20106);
        assertThat(codeFor(Jwt.of("adam").forRoom("visit-1"))).isZero();
    }

    static Stream<Arguments> bad_tokens() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                Arguments.of(20102, Jwt.of("adam").header("cty", "JWT")),
                Arguments.of(20102, Jwt.of("adam").header("alg", "none")),
                Arguments.of(20103, Jwt.of("adam").with(claims -> claims.put("iss", "SK1"))),
                Arguments.of(20103, Jwt.of("adam").with(claims -> claims.put("sub", "AC1"))),
                Arguments.of(20104, Jwt.of("adam").with(claims -> claims.put("exp", now - 1))),
                Arguments.of(20104, Jwt.of("adam").with(claims -> claims.put("exp", now + 86_500))),
                Arguments.of(20104, Jwt.of("adam").with(claims -> claims.put("iat", now - 86_000))),
                Arguments.of(20104, Jwt.of("adam").with(claims -> claims.remove("exp"))),
                Arguments.of(20105, Jwt.of("adam").with(claims -> claims.put("nbf", now + 600))),
                Arguments.of(
                        20106,
                        Jwt.of("adam")
                                .with(claims -> claims.withObject("/grants").remove("video"))),
                Arguments.of(20107, Jwt.of("adam").signedWith("another-secret")),
                Arguments.of(53200, Jwt.of("")),
                Arguments.of(53201, Jwt.of("a".repeat(129))));
    }

    @ParameterizedTest
    @MethodSource("bad_tokens")
    void a_bad_token_is_refused_with_twilios_code(int code, Jwt token) {
        assertThat(codeFor(token)).isEqualTo(code);
    }

    @Test
    void what_is_no_token_is_refused() {
        assertThat(codeOf(emulator.join(room, "a.b"))).isEqualTo(20101);
        assertThat(codeOf(emulator.join(room, "!.!.!"))).isEqualTo(20101);
    }

    @Test
    void an_hour_later_a_token_has_expired() {
        String token = Jwt.of("adam").token();
        emulator.join(room, Jwt.of("jane").token());
        emulator.timePasses("PT61M");
        assertThat(codeOf(emulator.join(room, token))).isEqualTo(20104);
    }

    @Test
    void a_full_room_admits_nobody_but_who_is_in_already() {
        assertThat(codeFor(Jwt.of("adam"))).isZero();
        assertThat(codeFor(Jwt.of("jane"))).isZero();
        assertThat(codeFor(Jwt.of("john"))).isEqualTo(53105);
        assertThat(codeFor(Jwt.of("jane"))).isZero();
    }

    @Test
    void a_second_join_under_one_identity_throws_out_the_first() {
        JsonNode first = RunningEmulator.json(emulator.join(room, Jwt.of("adam").token()));
        JsonNode second =
                RunningEmulator.json(emulator.join(room, Jwt.of("adam").token()));
        String participants = "/v1/Rooms/visit-1/Participants";
        assertThat(status(participants + "/" + first.path("sid").asText())).isEqualTo("disconnected");
        assertThat(status(participants + "/" + second.path("sid").asText())).isEqualTo("connected");
        assertThat(RunningEmulator.json(emulator.get(participants)).path("participants"))
                .hasSize(1);
    }

    @Test
    void nobody_joins_a_room_that_is_over_or_never_was() {
        emulator.post("/v1/Rooms/visit-1", "Status=completed");
        assertThat(codeFor(Jwt.of("adam"))).isEqualTo(53118);
        HttpResponse<String> nowhere = emulator.control(
                "POST",
                "/rooms/RM1/participants",
                "{\"token\":\"" + Jwt.of("adam").token() + "\"}");
        assertThat(codeOf(nowhere)).isEqualTo(53106);
    }

    @Test
    void who_leaves_is_disconnected() {
        emulator.join(room, Jwt.of("adam").token());
        assertThat(emulator.control("DELETE", "/rooms/visit-1/participants/adam", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(status("/v1/Rooms/visit-1/Participants/adam")).isEqualTo("disconnected");
        assertThat(codeOf(emulator.control("DELETE", "/rooms/visit-1/participants/adam", "")))
                .isEqualTo(53204);
        assertThat(codeOf(emulator.control("DELETE", "/rooms/visit-1/participants/eve", "")))
                .isEqualTo(20404);
    }

    private int codeFor(Jwt token) {
        return codeOf(emulator.join(room, token.token()));
    }

    private static int codeOf(HttpResponse<String> answer) {
        return RunningEmulator.json(answer).path("code").asInt();
    }

    private String status(String path) {
        return RunningEmulator.json(emulator.get(path)).path("status").asText();
    }
}
