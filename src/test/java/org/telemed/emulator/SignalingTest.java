package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What participants of a room are told of each other, and how their peer connections are set up. */
class SignalingTest {

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    private JsonNode room;

    @BeforeEach
    void open() {
        room = emulator.createRoom("UniqueName=visit-1&MaxParticipants=4");
    }

    @Test
    void a_participant_is_told_who_it_is_and_what_it_publishes() {
        SignalingClient adam =
                SignalingClient.connected(emulator, Jwt.of("adam").forRoom("visit-1"));
        JsonNode connected = adam.message("connected");
        assertThat(connected.path("version").asInt()).isEqualTo(2);
        assertThat(connected.path("sid")).isEqualTo(room.path("sid"));
        assertThat(connected.path("name").asText()).isEqualTo("visit-1");
        assertThat(connected.path("participant").path("identity").asText()).isEqualTo("adam");
        assertThat(connected.path("participants")).isEmpty();
        assertThat(connected.path("options").path("session_timeout").asInt()).isEqualTo(30);
        assertThat(connected.at("/recording/is_recording").asBoolean()).isFalse();
        assertThat(connected.at("/published/revision").asInt()).isPositive();
        assertThat(connected.at("/published/tracks")).hasSize(2).allSatisfy(track -> {
            assertThat(track.path("sid").asText()).matches("MT[0-9a-f]{32}");
            assertThat(track.path("state").asText()).isEqualTo("ready");
        });
        // What the SDK offered to a media server is closed: there is none
        assertThat(connected.path("peer_connections")).hasSize(1);
        assertThat(connected.at("/peer_connections/0/id").asText()).isEqualTo("spare");
        assertThat(connected.at("/peer_connections/0/description/type").asText())
                .isEqualTo("close");
        assertThat(connected.at("/peer_connections/0/description/revision").asInt())
                .isEqualTo(2);
    }

    @Test
    void participants_appear_in_the_rest_api() {
        SignalingClient adam =
                SignalingClient.connected(emulator, Jwt.of("adam").forRoom("visit-1"));
        JsonNode participant = RunningEmulator.json(emulator.get("/v1/Rooms/visit-1/Participants/adam"));
        assertThat(participant.path("status").asText()).isEqualTo("connected");
        assertThat(participant.path("sid")).isEqualTo(adam.message("connected").at("/participant/sid"));
        adam.disconnect();
        assertThat(adam.closeCode()).isEqualTo(1000);
        assertThat(status("adam")).isEqualTo("disconnected");
    }

    @Test
    void the_room_is_named_by_the_token_or_by_the_client() {
        String sid = room.path("sid").asText();
        for (String named : List.of("visit-1", sid)) {
            SignalingClient byToken =
                    SignalingClient.connected(emulator, Jwt.of("adam").forRoom(named));
            assertThat(byToken.message("connected").path("sid").asText()).isEqualTo(sid);
            SignalingClient byClient = SignalingClient.welcomed(emulator);
            byClient.tell(byClient.connect(Jwt.of("jane").token()).put("name", named));
            assertThat(byClient.message("connected").path("sid").asText()).isEqualTo(sid);
        }
    }

    @Test
    void who_asks_for_ice_servers_gets_none_and_may_connect_then() {
        SignalingClient adam = SignalingClient.open(emulator);
        String token = Jwt.of("adam").forRoom("visit-1").token();
        adam.hello(SignalingClient.rsp("ice").put("version", 1).put("token", token));
        JsonNode iced = adam.message("iced");
        assertThat(iced.path("version").asInt()).isEqualTo(1);
        assertThat(iced.path("ice_servers").isArray()).isTrue();
        adam.tell(adam.connect(token));
        adam.message("connected");
    }

    @Test
    void the_newcomer_of_each_pair_offers_and_everything_is_relayed_verbatim() {
        SignalingClient adam = connected("adam");
        SignalingClient jane = connected("jane");
        assertThat(jane.message("connected").at("/participants/0/identity").asText())
                .isEqualTo("adam");
        assertThat(adam.shown("jane", "connected").path("tracks")).hasSize(2);
        String pair = jane.entry("create-offer").path("id").asText();

        relays(jane, adam, SignalingClient.description(pair, "offer", 1));
        relays(jane, adam, SignalingClient.ice(pair, 1));
        relays(adam, jane, SignalingClient.description(pair, "answer", 1));
        relays(adam, jane, SignalingClient.description(pair, "offer", 3));
        relays(jane, adam, SignalingClient.description(pair, "answer", 3));
        relays(adam, jane, SignalingClient.ice(pair, 2));
        assertThat(adam.messages()).noneMatch(message -> SignalingClient.has(message, "create-offer"));
    }

    @Test
    void four_people_have_six_peer_connections() {
        List<SignalingClient> people =
                IntStream.range(0, 4).mapToObj(i -> connected("person-" + i)).toList();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pairs.addAll(offered(people.get(i), i));
        }
        assertThat(pairs).hasSize(6).doesNotHaveDuplicates();
        SignalingClient last = people.get(3);
        String toTheFirst = offered(last, 3).get(0);
        last.update(SignalingClient.description(toTheFirst, "offer", 1));
        people.get(0).entry("offer");
        assertThat(people.get(1).messages()).noneMatch(message -> SignalingClient.has(message, "offer"));
    }

    @Test
    void of_two_offers_that_cross_the_second_is_dropped() {
        SignalingClient adam = connected("adam");
        SignalingClient jane = connected("jane");
        String pair = jane.entry("create-offer").path("id").asText();
        jane.update(SignalingClient.description(pair, "offer", 4));
        adam.entry("offer");
        adam.update(SignalingClient.description(pair, "offer", 4));
        adam.update(SignalingClient.description(pair, "answer", 4));
        jane.entry("answer");
        assertThat(jane.messages()).noneMatch(message -> SignalingClient.has(message, "offer"));
        relays(adam, jane, SignalingClient.description(pair, "offer", 5));
    }

    @Test
    void nobody_speaks_on_the_peer_connection_of_two_others() {
        SignalingClient adam = connected("adam");
        SignalingClient jane = connected("jane");
        SignalingClient john = connected("john");
        String pair = jane.entry("create-offer").path("id").asText();
        john.update(SignalingClient.description(pair, "offer", 1));
        john.update(SignalingClient.description("nothing", "offer", 1));
        publishes(john, "camera");
        adam.message(message -> tracks(message, "john") == 1);
        assertThat(adam.messages()).noneMatch(message -> SignalingClient.has(message, "offer"));
        assertThat(jane.messages()).noneMatch(message -> SignalingClient.has(message, "offer"));
    }

    @Test
    void muting_and_sharing_a_screen_are_told_with_growing_revisions_and_the_same_sids() {
        SignalingClient adam = connected("adam");
        SignalingClient jane = connected("jane");
        JsonNode first = jane.message("connected").at("/participants/0");

        ObjectNode muted = adam.participant("camera", "microphone");
        ((ObjectNode) muted.path("tracks").get(1)).put("enabled", false);
        adam.publish(muted);
        JsonNode second = jane.message(message -> message.at("/participants/0/tracks/1/enabled")
                                .isBoolean()
                        && !message.at("/participants/0/tracks/1/enabled").asBoolean())
                .at("/participants/0");
        assertThat(second.path("revision").asInt())
                .isGreaterThan(first.path("revision").asInt());
        assertThat(second.at("/tracks/1/sid")).isEqualTo(first.at("/tracks/1/sid"));
        int subscribed =
                jane.updateWith("subscribed").at("/subscribed/revision").asInt();

        adam.publish(adam.participant("camera", "microphone", "screen"));
        JsonNode third = jane.message(message -> tracks(message, "adam") == 3);
        assertThat(third.at("/participants/0/revision").asInt())
                .isGreaterThan(second.path("revision").asInt());
        assertThat(third.at("/subscribed/revision").asInt()).isGreaterThan(subscribed);
        assertThat(third.at("/subscribed/tracks")).hasSize(3);
        assertThat(third.at("/subscribed/tracks/2/id").asText()).isEqualTo("screen");
        assertThat(third.at("/subscribed/tracks/2/sid")).isEqualTo(third.at("/participants/0/tracks/2/sid"));
        JsonNode published = adam.updateWith("published").path("published");
        assertThat(published.path("tracks")).hasSize(3);
        assertThat(published.path("revision").asInt())
                .isGreaterThan(
                        adam.message("connected").at("/published/revision").asInt());

        publishes(adam, "camera");
        assertThat(jane.message(message -> tracks(message, "adam") == 1).at("/subscribed/tracks"))
                .hasSize(1);
    }

    @Test
    void a_state_that_is_no_news_is_not_told() {
        SignalingClient adam = connected("adam");
        SignalingClient jane = connected("jane");
        ObjectNode stale = adam.participant("camera");
        adam.publish(stale.put("revision", 1));
        adam.publish(adam.participant("camera", "microphone", "screen"));
        jane.message(message -> tracks(message, "adam") == 3);
        assertThat(jane.messages()).noneMatch(message -> tracks(message, "adam") == 1);
    }

    @Test
    void who_leaves_is_shown_as_disconnected_and_the_pair_is_closed() {
        SignalingClient adam = connected("adam");
        SignalingClient jane = connected("jane");
        String pair = jane.entry("create-offer").path("id").asText();
        jane.disconnect();
        JsonNode left = adam.shown("jane", "disconnected");
        assertThat(left.path("revision").asInt()).isGreaterThan(1);
        JsonNode closed = adam.entry("close");
        assertThat(closed.path("id").asText()).isEqualTo(pair);
        assertThat(closed.at("/description/revision").asInt()).isGreaterThan(1);
        assertThat(status("jane")).isEqualTo("disconnected");

        adam.forget();
        SignalingClient again = connected("jane");
        assertThat(again.entry("create-offer").path("id").asText()).isNotEqualTo(pair);
        assertThat(adam.shown("jane", "connected").path("sid")).isNotEqualTo(left.path("sid"));
    }

    @Test
    void those_who_join_by_the_control_api_are_seen_without_media() {
        SignalingClient adam = connected("adam");
        emulator.join(room, Jwt.of("jane").token());
        assertThat(adam.shown("jane", "connected").path("tracks")).isEmpty();
        SignalingClient john = connected("john");
        assertThat(john.message("connected").path("participants")).hasSize(2);
        assertThat(offered(john, 1)).hasSize(1);
        emulator.control("DELETE", "/rooms/visit-1/participants/jane", "");
        adam.shown("jane", "disconnected");
        john.shown("jane", "disconnected");
    }

    @Test
    void who_is_removed_by_the_rest_api_is_out_and_may_come_back() {
        SignalingClient adam = connected("adam");
        SignalingClient jane = connected("jane");
        emulator.post("/v1/Rooms/visit-1/Participants/jane", "Status=disconnected");
        assertThat(jane.message("disconnected").path("status").asText()).isEqualTo("disconnected");
        assertThat(jane.closeCode()).isEqualTo(1000);
        adam.shown("jane", "disconnected");
        connected("jane");
    }

    @Test
    void a_completed_room_ends_for_all_and_nobody_is_told_of_the_others() {
        List<SignalingClient> people = List.of(connected("adam"), connected("jane"), connected("john"));
        people.get(0).shown("jane", "connected");
        people.get(0).shown("john", "connected");
        people.get(1).shown("john", "connected");
        people.forEach(SignalingClient::forget);
        emulator.post("/v1/Rooms/visit-1", "Status=completed");
        for (SignalingClient person : people) {
            assertThat(person.message("disconnected").path("status").asText()).isEqualTo("completed");
            assertThat(person.closeCode()).isEqualTo(1000);
            assertThat(person.messages())
                    .as("but the offers that are still on their way")
                    .filteredOn(message -> !message.has("peer_connections"))
                    .hasSize(1);
        }
    }

    @Test
    void a_second_connection_of_an_identity_ends_the_older_one() {
        SignalingClient older = connected("adam");
        SignalingClient jane = connected("jane");
        SignalingClient newer = connected("adam");
        assertThat(older.error()).isEqualTo(53205);
        assertThat(older.closeCode()).isEqualTo(1000);
        assertThat(newer.message("connected").path("participants")).hasSize(1);
        jane.shown("adam", "disconnected");
        jane.shown("adam", "connected");
        newer.assertOpen();
        assertThat(RunningEmulator.json(emulator.get("/v1/Rooms/visit-1/Participants"))
                        .path("participants"))
                .hasSize(2);
    }

    @Test
    void a_join_by_the_control_api_ends_the_older_one_too() {
        SignalingClient adam = connected("adam");
        emulator.join(room, Jwt.of("adam").token());
        assertThat(adam.error()).isEqualTo(53205);
    }

    @Test
    void nobody_hears_of_another_room() {
        emulator.createRoom("UniqueName=visit-2");
        SignalingClient adam = connected("adam");
        SignalingClient.connected(emulator, Jwt.of("eve").forRoom("visit-2"));
        connected("jane");
        adam.shown("jane", "connected");
        assertThat(adam.messages().toString()).doesNotContain("eve");
    }

    @Test
    void a_stay_ends_with_an_error_when_its_longest_duration_is_over() {
        emulator.createRoom("UniqueName=short&MaxParticipantDuration=600");
        SignalingClient adam =
                SignalingClient.connected(emulator, Jwt.of("adam").forRoom("short"));
        emulator.timePasses("PT10M");
        assertThat(adam.error()).isEqualTo(53216);
        JsonNode participant = RunningEmulator.json(emulator.get("/v1/Rooms/short/Participants/adam"));
        assertThat(participant.path("duration").asInt()).isEqualTo(600);
    }

    @Test
    void a_token_that_expires_in_the_middle_of_a_call_does_not_end_it() {
        SignalingClient adam = connected("adam");
        SignalingClient jane = connected("jane");
        emulator.timePasses(Duration.ofMinutes(61).toString());
        publishes(adam, "camera");
        jane.message(message -> tracks(message, "adam") == 1);
        adam.assertOpen();
    }

    private SignalingClient connected(String identity) {
        return SignalingClient.connected(emulator, Jwt.of(identity).forRoom("visit-1"));
    }

    private static void publishes(SignalingClient client, String... tracks) {
        client.publish(client.participant(tracks));
    }

    private static void relays(SignalingClient from, SignalingClient to, ObjectNode entry) {
        from.update(entry);
        JsonNode relayed =
                to.message(message -> message.path("peer_connections").path(0).equals(entry));
        assertThat(relayed.path("type").asText()).isEqualTo("update");
        assertThat(relayed.path("peer_connections")).hasSize(1);
    }

    private static int tracks(JsonNode message, String identity) {
        JsonNode participant = message.path("participants").path(0);
        return participant.path("identity").asText().equals(identity)
                ? participant.path("tracks").size()
                : -1;
    }

    private static List<String> offered(SignalingClient client, int times) {
        await().until(() -> client.createdOffers().size() >= times);
        return client.createdOffers();
    }

    private String status(String identity) {
        return RunningEmulator.json(emulator.get("/v1/Rooms/visit-1/Participants/" + identity))
                .path("status")
                .asText();
    }
}
