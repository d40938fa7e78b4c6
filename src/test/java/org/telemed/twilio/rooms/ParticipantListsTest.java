package org.telemed.twilio.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;
import org.telemed.twilio.StubTwilio;
import org.telemed.twilio.limits.Providers;

/** Who is in a room and who was, when Twilio answers oddly. A broken page is never "nobody". */
class ParticipantListsTest {
    private static final RoomId ROOM = new RoomId("RM00000000000000000000000000000001");
    private static final String SID = "PA00000000000000000000000000000001";
    private static final String ADAM = """
            {"sid": "PA00000000000000000000000000000001", "identity": "adam", "status": "%s",
             "date_created": "2030-01-01T10:00:00Z", "date_updated": "2030-01-01T10:30:00Z",
             "start_time": "2030-01-01T10:00:01Z", "end_time": %s}""";

    @Test
    void who_is_in_is_asked_for_by_status_and_in_large_pages() {
        try (StubTwilio stub = answering("", "null");
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThat(rooms.connected(ROOM)).isEmpty();
            assertThat(stub.received())
                    .extracting(StubTwilio.Received::target)
                    .containsExactly("/v1/Rooms/" + ROOM + "/Participants?Status=connected&PageSize=500");
        }
    }

    @Test
    void for_every_stay_those_who_are_in_are_asked_for_before_those_who_were() {
        try (StubTwilio stub = answering("", "null");
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThat(rooms.everyStay(ROOM)).isEmpty();
            assertThat(stub.received())
                    .extracting(StubTwilio.Received::target)
                    .containsExactly(
                            "/v1/Rooms/" + ROOM + "/Participants?Status=connected&PageSize=500",
                            "/v1/Rooms/" + ROOM + "/Participants?Status=disconnected&PageSize=500");
        }
    }

    @Test
    void who_leaves_between_the_two_has_left() {
        StubTwilio stub = new StubTwilio(exchange -> {
            boolean first = exchange.getRequestURI().getQuery().contains("Status=connected");
            json(
                    exchange,
                    page(
                            first
                                    ? ADAM.formatted("connected", "null")
                                    : ADAM.formatted("disconnected", "\"2030-01-01T10:20:00Z\""),
                            "null"));
        });
        try (stub;
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThat(rooms.everyStay(ROOM))
                    .containsExactly(new RoomParticipant(
                            SID,
                            "adam",
                            false,
                            Instant.parse("2030-01-01T10:00:01Z"),
                            Optional.of(Instant.parse("2030-01-01T10:20:00Z"))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connected", "reconnecting", "levitating"})
    void who_is_not_said_to_be_out_is_in(String status) {
        try (StubTwilio stub = answering(ADAM.formatted(status, "null"), "null");
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThat(rooms.connected(ROOM))
                    .containsExactly(new RoomParticipant(
                            SID, "adam", true, Instant.parse("2030-01-01T10:00:01Z"), Optional.empty()));
        }
    }

    @Test
    void who_is_said_to_be_out_is_out_whatever_was_asked_for() {
        try (StubTwilio stub = answering(ADAM.formatted("disconnected", "null"), "null");
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThat(rooms.connected(ROOM)).isEmpty();
        }
    }

    @Test
    void without_an_end_a_stay_that_is_over_ended_when_twilio_last_touched_it() {
        try (StubTwilio stub = answering(ADAM.formatted("disconnected", "null"), "null");
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThat(rooms.everyStay(ROOM))
                    .singleElement()
                    .returns(Optional.of(Instant.parse("2030-01-01T10:30:00Z")), RoomParticipant::leftAt);
        }
    }

    @Test
    void somebody_of_whom_nothing_else_is_said_is_in_all_the_same() {
        try (StubTwilio stub = answering("{\"sid\": \"" + SID + "\"}", "null");
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThat(rooms.connected(ROOM))
                    .containsExactly(new RoomParticipant(SID, "", true, Instant.EPOCH, Optional.empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"participants\": []}",
                "{\"participants\": [{\"identity\": \"adam\"}], \"meta\": {\"url\": \"x\", \"next_page_url\": null}}",
                "{\"participants\": [], \"meta\": {\"url\": \"x\", \"next_page_url\": null}}x",
                "{\"rooms\": [], \"meta\": {\"url\": \"x\", \"next_page_url\": null}}",
                "[]"
            })
    void an_answer_of_something_else_is_a_failure_and_not_nobody(String json) {
        try (StubTwilio stub = StubTwilio.answeringJson(json)) {
            assertThat(reason(stub, rooms -> rooms.connected(ROOM))).isEqualTo(Reason.PROVIDER_DOWN);
            assertThat(reason(stub, rooms -> rooms.everyStay(ROOM))).isEqualTo(Reason.PROVIDER_DOWN);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, 20404, PROVIDER_REFUSED", "503, 20503, PROVIDER_DOWN", "429, 20429, PROVIDER_THROTTLED"})
    void a_later_page_that_does_not_come_is_a_failure_and_not_the_end(int status, int code, Reason reason) {
        StubTwilio stub = new StubTwilio(exchange -> {
            if (exchange.getRequestURI().getQuery().contains("PageToken")) {
                StubTwilio.answer(
                        exchange, status, "application/json", "{\"status\": " + status + ", \"code\": " + code + "}");
            } else {
                json(exchange, page(ADAM.formatted("connected", "null"), "\"https://x/v1?PageToken=PA1\""));
            }
        });
        try (stub) {
            assertThat(reason(stub, rooms -> rooms.connected(ROOM))).isEqualTo(reason);
            assertThat(reason(stub, rooms -> rooms.everyStay(ROOM))).isEqualTo(reason);
        }
    }

    @Test
    void pages_that_lead_in_a_circle_are_a_failure() {
        try (StubTwilio stub = answering(ADAM.formatted("connected", "null"), "\"https://x/v1?PageToken=PA1\"")) {
            assertThat(reason(stub, rooms -> rooms.connected(ROOM))).isEqualTo(Reason.PROVIDER_DOWN);
            assertThat(stub.received()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, 20404", "404, 53106"})
    void in_an_unknown_room_is_nobody(int status, int code) {
        try (StubTwilio stub = StubTwilio.refusing(status, code);
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThat(rooms.connected(ROOM)).isEmpty();
            assertThat(rooms.everyStay(ROOM)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"404, 53204", "404, 20404", "404, 53106", "400, 53112", "400, 53118"})
    void throwing_out_who_is_gone_succeeds(int status, int code) {
        try (StubTwilio stub = StubTwilio.refusing(status, code);
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThatCode(() -> rooms.disconnect(ROOM, SID)).doesNotThrowAnyException();
            assertThat(stub.received())
                    .extracting(StubTwilio.Received::target, StubTwilio.Received::body)
                    .containsExactly(tuple("/v1/Rooms/" + ROOM + "/Participants/" + SID, "Status=disconnected"));
        }
    }

    @ParameterizedTest
    @CsvSource({"400, 20001, PROVIDER_REFUSED", "401, 20003, PROVIDER_REFUSED", "503, 20503, PROVIDER_DOWN"})
    void throwing_out_that_fails_says_so(int status, int code, Reason reason) {
        try (StubTwilio stub = StubTwilio.refusing(status, code)) {
            assertThat(reason(stub, rooms -> rooms.disconnect(ROOM, SID))).isEqualTo(reason);
        }
    }

    private static Reason reason(StubTwilio stub, Consumer<TwilioVideoProvider> call) {
        try (TwilioVideoProvider rooms = rooms(stub)) {
            return catchThrowableOfType(TelemedException.class, () -> call.accept(rooms))
                    .reason();
        }
    }

    private static TwilioVideoProvider rooms(StubTwilio stub) {
        return new TwilioVideoProvider(Providers.at(stub.baseUrl()), Providers.CALLBACK, Providers.rooms());
    }

    private static StubTwilio answering(String participants, String next) {
        return StubTwilio.answeringJson(page(participants, next));
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        StubTwilio.answer(exchange, 200, "application/json", body);
    }

    private static String page(String participants, String next) {
        return "{\"participants\": [" + participants + "], \"meta\": {\"page\": 0, \"page_size\": 500, \"url\":"
                + " \"https://x\", \"first_page_url\": null, \"previous_page_url\": null, \"next_page_url\": " + next
                + "}}";
    }
}
