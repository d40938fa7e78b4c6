package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A network that breaks, and comes back or does not. */
class ReconnectingTest {

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    private SignalingClient adam;
    private SignalingClient jane;
    private String pair;

    @BeforeEach
    void meet() {
        emulator.createRoom("UniqueName=visit-1&MaxParticipants=3");
        adam = connected("adam");
        jane = connected("jane");
        pair = jane.entry("create-offer").path("id").asText();
    }

    @Test
    void a_lost_connection_is_no_departure() {
        jane.abort();
        JsonNode shown = adam.shown("jane", "reconnecting");
        assertThat(shown.path("revision").asInt()).isGreaterThan(1);
        assertThat(shown.path("tracks")).hasSize(2);
        assertThat(status("jane")).isEqualTo("reconnecting");
        assertThat(emulator.get("/v1/Rooms/visit-1/Participants?Status=reconnecting")
                        .body())
                .contains("\"jane\"");
    }

    @Test
    void who_comes_back_is_told_all_that_there_is_now() {
        jane.abort();
        adam.shown("jane", "reconnecting");
        connected("john");
        adam.publish(adam.participant("camera"));
        adam.shown("john", "connected");
        SignalingClient back = synced(jane);
        JsonNode synced = back.message("synced");
        assertThat(synced.path("participants")).hasSize(2);
        assertThat(back.shown("adam", "connected").path("tracks")).hasSize(1);
        assertThat(synced.path("peer_connections")).hasSize(2);
        assertThat(synced.at("/subscribed/tracks")).hasSize(3);
        JsonNode before = jane.message("connected");
        for (String counter : new String[] {"/published/revision", "/subscribed/revision"}) {
            assertThat(synced.at(counter).asInt())
                    .isGreaterThan(before.at(counter).asInt());
        }
        adam.shown("jane", "connected");
        assertThat(status("jane")).isEqualTo("connected");
    }

    @Test
    void what_was_said_while_the_connection_was_lost_is_not() {
        jane.update(SignalingClient.description(pair, "offer", 1));
        adam.entry("offer");
        jane.abort();
        adam.shown("jane", "reconnecting");
        adam.update(SignalingClient.description(pair, "answer", 1));
        adam.update(SignalingClient.ice(pair, 7));
        JsonNode resumed = synced(jane).message("synced").at("/peer_connections/0");
        assertThat(resumed.path("id").asText()).isEqualTo(pair);
        assertThat(resumed.path("description"))
                .isEqualTo(SignalingClient.description(pair, "answer", 1).path("description"));
        assertThat(resumed.path("ice")).isEqualTo(SignalingClient.ice(pair, 7).path("ice"));
    }

    @Test
    void an_offer_that_was_never_made_is_asked_for_again() {
        jane.abort();
        JsonNode resumed = synced(jane).message("synced").at("/peer_connections/0");
        assertThat(resumed.path("id").asText()).isEqualTo(pair);
        assertThat(resumed.at("/description/type").asText()).isEqualTo("create-offer");
    }

    @Test
    void what_the_client_has_done_meanwhile_is_passed_on() {
        jane.abort();
        adam.shown("jane", "reconnecting");
        SignalingClient back = SignalingClient.open(emulator);
        ObjectNode sync = back.sync(jane.session(), token("jane"));
        ObjectNode changed = jane.participant("camera", "microphone", "screen");
        sync.set("participant", changed);
        sync.withArray("/peer_connections").add(SignalingClient.description(pair, "offer", 5));
        back.hello(sync);
        back.message("synced");
        assertThat(adam.entry("offer")).isEqualTo(SignalingClient.description(pair, "offer", 5));
        assertThat(adam.shown("jane", "connected").path("tracks")).hasSize(3);
    }

    @Test
    void after_half_a_minute_the_session_is_over() {
        jane.abort();
        adam.shown("jane", "reconnecting");
        emulator.timePasses("PT31S");
        adam.shown("jane", "disconnected");
        assertThat(adam.entry("close").path("id").asText()).isEqualTo(pair);
        assertThat(status("jane")).isEqualTo("disconnected");
        SignalingClient late = SignalingClient.open(emulator);
        late.hello(late.sync(jane.session(), token("jane")));
        assertThat(late.error()).isEqualTo(53204);
    }

    @Test
    void who_comes_back_to_a_room_that_has_ended_hears_so() {
        String sid = RunningEmulator.json(emulator.get("/v1/Rooms/visit-1"))
                .path("sid")
                .asText();
        jane.abort();
        adam.shown("jane", "reconnecting");
        emulator.post("/v1/Rooms/visit-1", "Status=completed");
        SignalingClient late = SignalingClient.open(emulator);
        late.hello(late.sync(jane.session(), Jwt.of("jane").forRoom(sid).token()));
        assertThat(late.error()).isEqualTo(53118);
    }

    @Test
    void a_connection_that_nobody_missed_yet_is_replaced() {
        SignalingClient back = synced(jane);
        back.message("synced");
        assertThat(jane.closeCode()).isEqualTo(1006);
        back.publish(back.participant("screen"));
        adam.message(message -> message.at("/participants/0/tracks").size() == 1);
        assertThat(status("jane")).isEqualTo("connected");
    }

    @Test
    void who_connects_anew_instead_takes_the_place_of_the_lost_one() {
        jane.abort();
        adam.shown("jane", "reconnecting");
        SignalingClient again = connected("jane");
        adam.shown("jane", "disconnected");
        adam.shown("jane", "connected");
        assertThat(again.message("connected").path("participants")).hasSize(1);
        emulator.timePasses("PT31S");
        assertThat(status("jane")).isEqualTo("connected");
    }

    @Test
    void a_test_can_cut_one_connection_or_all() {
        assertThat(connections()).contains("\"adam\"", "\"jane\"");
        assertThat(cut("/jane").statusCode()).isEqualTo(204);
        assertThat(jane.closeCode()).isEqualTo(1006);
        adam.shown("jane", "reconnecting");
        adam.assertOpen();
        assertThat(cut("/jane").statusCode()).isEqualTo(404);
        assertThat(cut("").statusCode()).isEqualTo(204);
        assertThat(adam.closeCode()).isEqualTo(1006);
        assertThat(connections()).isEqualTo("{\"connections\":[]}");
        assertThat(status("adam")).isEqualTo("reconnecting");
    }

    @Test
    void while_a_fault_refuses_new_connections_nobody_comes_back() {
        for (String how : new String[] {"\"status\":503", "\"reset\":true"}) {
            emulator.control("PUT", "/faults", "{\"match\":\"GET /signaling\"," + how + "}");
            cut("");
            assertThat(catchFailure()).isNotNull();
            assertThat(emulator.get("/v1/Rooms/visit-1").statusCode()).isEqualTo(200);
            emulator.control("DELETE", "/faults", "");
            jane = synced(jane);
            jane.message("synced");
        }
        assertThat(emulator.requests().toString()).contains("\"path\":\"/signaling\"", "\"status\":101", "503");
    }

    @Test
    void no_status_callback_speaks_of_reconnecting() {
        emulator.control("PUT", "/callbacks", "{\"mode\":\"drop\"}");
        emulator.createRoom("UniqueName=heard&StatusCallback=http://localhost:9/");
        SignalingClient john =
                SignalingClient.connected(emulator, Jwt.of("john").forRoom("heard"));
        john.abort();
        await().until(() -> RunningEmulator.json(emulator.get("/v1/Rooms/heard/Participants/john"))
                .path("status")
                .asText()
                .equals("reconnecting"));
        emulator.timePasses("PT31S");
        JsonNode deliveries =
                RunningEmulator.json(emulator.control("GET", "/callbacks", "")).path("deliveries");
        assertThat(deliveries.findValuesAsText("event"))
                .containsExactly("room-created", "participant-connected", "participant-disconnected");
    }

    private Throwable catchFailure() {
        try {
            SignalingClient.open(emulator);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private SignalingClient synced(SignalingClient lost) {
        SignalingClient back = SignalingClient.open(emulator);
        back.resume(lost);
        back.hello(back.sync(lost.session(), token("jane")));
        return back;
    }

    private SignalingClient connected(String identity) {
        return SignalingClient.connected(emulator, Jwt.of(identity).forRoom("visit-1"));
    }

    private static String token(String identity) {
        return Jwt.of(identity).forRoom("visit-1").token();
    }

    private HttpResponse<String> cut(String identity) {
        return emulator.control("DELETE", "/signaling/connections" + identity, "");
    }

    private String connections() {
        return emulator.control("GET", "/signaling/connections", "").body();
    }

    private String status(String identity) {
        return RunningEmulator.json(emulator.get("/v1/Rooms/visit-1/Participants/" + identity))
                .path("status")
                .asText();
    }
}
