package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom the signaling refuses, with which of Twilio's codes; the judge is that of the control API. */
class SignalingTokensTest {

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    private JsonNode room;

    @BeforeEach
    void open() {
        room = emulator.createRoom("UniqueName=visit-1&MaxParticipants=2");
    }

    static Stream<Arguments> bad_tokens() {
        return JoiningTest.bad_tokens();
    }

    @ParameterizedTest
    @MethodSource("bad_tokens")
    void a_bad_token_is_refused_with_twilios_code(int code, Jwt token) {
        SignalingClient connecting = SignalingClient.open(emulator);
        connecting.hello(connecting.connect(token.token()).put("name", "visit-1"));
        assertThat(connecting.error()).isEqualTo(code);
        assertThat(connecting.closeCode()).isEqualTo(1000);
        SignalingClient asking = SignalingClient.open(emulator);
        asking.hello(SignalingClient.rsp("ice").put("version", 1).put("token", token.token()));
        assertThat(asking.error()).isEqualTo(code);
        assertThat(participants()).isEmpty();
    }

    @Test
    void what_is_no_token_is_refused() {
        assertThat(refusal("a.b", "")).isEqualTo(20101);
        assertThat(refusal("", "")).isEqualTo(20101);
        assertThat(refusal("e30.e30.e30", "")).isEqualTo(20102);
    }

    @Test
    void the_room_must_be_there_in_progress_not_full_and_the_tokens() {
        assertThat(refusal(Jwt.of("adam").forRoom("visit-2").token(), "")).isEqualTo(53106);
        assertThat(refusal(Jwt.of("adam").token(), "")).isEqualTo(53106);
        assertThat(refusal(Jwt.of("adam").forRoom("visit-2").token(), "visit-1"))
                .isEqualTo(20106);
        SignalingClient.connected(emulator, Jwt.of("adam").forRoom("visit-1"));
        emulator.join(room, Jwt.of("jane").token());
        assertThat(refusal(Jwt.of("john").forRoom("visit-1").token(), "")).isEqualTo(53105);
        SignalingClient.connected(emulator, Jwt.of("jane").forRoom("visit-1"));
        emulator.post("/v1/Rooms/visit-1", "Status=completed");
        String sid = room.path("sid").asText();
        assertThat(refusal(Jwt.of("adam").forRoom(sid).token(), "")).isEqualTo(53118);
        assertThat(refusal(Jwt.of("adam").forRoom("visit-1").token(), "")).isEqualTo(53106);
    }

    @Test
    void a_room_named_like_another_rooms_sid_gets_that_rooms_tokens() {
        String sid = room.path("sid").asText();
        JsonNode namesake = emulator.createRoom("UniqueName=" + sid);
        SignalingClient adam =
                SignalingClient.connected(emulator, Jwt.of("adam").forRoom(sid));
        assertThat(adam.message("connected").path("sid")).isEqualTo(namesake.path("sid"));
    }

    @Test
    void a_token_expired_meanwhile_does_not_take_up_a_session() {
        SignalingClient adam =
                SignalingClient.connected(emulator, Jwt.of("adam").forRoom("visit-1"));
        String token = Jwt.of("adam")
                .forRoom("visit-1")
                .with(claims -> claims.put("exp", Instant.now().getEpochSecond() - 1))
                .token();
        adam.abort();
        SignalingClient back = SignalingClient.open(emulator);
        back.hello(back.sync(adam.session(), token));
        assertThat(back.error()).isEqualTo(20104);
        assertThat(back.closeCode()).isEqualTo(1000);
    }

    @Test
    void a_session_is_taken_up_by_its_identity_only() {
        SignalingClient adam =
                SignalingClient.connected(emulator, Jwt.of("adam").forRoom("visit-1"));
        SignalingClient eve = SignalingClient.open(emulator);
        eve.hello(eve.sync(adam.session(), Jwt.of("eve").forRoom("visit-1").token()));
        assertThat(eve.error()).isEqualTo(53204);
        adam.assertOpen();
    }

    @Test
    void a_session_is_not_taken_up_with_a_token_for_another_room() {
        emulator.createRoom("UniqueName=visit-2");
        SignalingClient adam =
                SignalingClient.connected(emulator, Jwt.of("adam").forRoom("visit-1"));
        SignalingClient back = SignalingClient.open(emulator);
        back.hello(back.sync(adam.session(), Jwt.of("adam").forRoom("visit-2").token()));
        assertThat(back.error()).isEqualTo(53204);
        adam.assertOpen();
    }

    private int refusal(String token, String name) {
        SignalingClient client = SignalingClient.open(emulator);
        ObjectNode connect = client.connect(token).put("name", name);
        client.hello(connect);
        int code = client.error();
        assertThat(client.closeCode()).isEqualTo(1000);
        return code;
    }

    private JsonNode participants() {
        return RunningEmulator.json(emulator.get("/v1/Rooms/visit-1/Participants"))
                .path("participants");
    }
}
