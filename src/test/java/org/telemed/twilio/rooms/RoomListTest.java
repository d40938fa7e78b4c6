package org.telemed.twilio.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomPage;
import org.telemed.twilio.StubTwilio;
import org.telemed.twilio.limits.Providers;

/** The list of rooms in an account that others use as well. */
class RoomListTest {
    @Test
    void the_first_page_is_of_rooms_in_progress_and_large() {
        try (StubTwilio stub = StubTwilio.answeringJson(page("", "null"));
                TwilioVideoProvider rooms = rooms(stub)) {
            rooms.listInProgress(Optional.empty());
            assertThat(stub.received().get(0).target()).isEqualTo("/v1/Rooms?Status=in-progress&PageSize=500");
        }
    }

    @Test
    void rooms_that_are_over_are_asked_for_from_a_second_on_in_utc() {
        try (StubTwilio stub = StubTwilio.answeringJson(page("", "\"https://x/v1/Rooms?Status=completed&Page=1\""));
                TwilioVideoProvider rooms = rooms(stub)) {
            Instant after = Instant.parse("2030-01-01T09:00:00.250Z");
            rooms.listCompleted(
                    after, rooms.listCompleted(after, Optional.empty()).next());
            assertThat(stub.received())
                    .extracting(StubTwilio.Received::target)
                    .containsExactly(
                            "/v1/Rooms?Status=completed&DateCreatedAfter=2030-01-01T09%3A00%3A00&PageSize=500",
                            "/v1/Rooms?Status=completed&Page=1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://video.twilio.com/v1/Rooms?Page=1&PageToken=PAx%2By",
                "https://evil.example/steal?Page=1&PageToken=PAx%2By",
                "//evil.example/v1/Rooms?Page=1&PageToken=PAx%2By"
            })
    void the_next_page_is_asked_for_where_the_first_was(String next) {
        try (StubTwilio stub = StubTwilio.answeringJson(page("", '"' + next + '"'));
                TwilioVideoProvider rooms = rooms(stub)) {
            rooms.listInProgress(rooms.listInProgress(Optional.empty()).next());
            assertThat(stub.received().get(1).target()).isEqualTo("/v1/Rooms?Page=1&PageToken=PAx%2By");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://video.twilio.com/v1/Rooms", "not a url", "https://video.twilio.com/v1/Rooms?"})
    void a_next_page_that_cannot_be_asked_for_is_a_failure_and_not_the_end(String next) {
        assertUnreadable(page("", '"' + next + '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"rooms\": []}",
                "{\"rooms\": [], \"meta\": {\"url\": \"x\", \"next_page_url\": null}}x",
                "{\"rooms\": [{}], \"meta\": {\"url\": \"x\"}}",
                "[]",
                "7"
            })
    void a_page_of_something_else_is_a_failure_and_not_empty(String json) {
        assertUnreadable(json);
    }

    @Test
    void a_page_without_word_of_the_next_is_a_failure() {
        assertUnreadable("{\"rooms\": [], \"meta\": {\"url\": \"https://video.twilio.com/v1/Rooms\"}}");
    }

    @Test
    void somebody_elses_odd_room_spoils_no_list() {
        String odd = """
                {"sid": "RM00000000000000000000000000000002", "status": "paused", "type": "hologram",
                 "status_callback": "http://no url", "status_callback_method": "BREW", "url": "::", "new_field": {}},""";
        try (StubTwilio stub = StubTwilio.answeringJson(page(odd + StubTwilio.ROOM, "null"));
                TwilioVideoProvider rooms = rooms(stub)) {
            RoomPage page = rooms.listInProgress(Optional.empty());
            assertThat(page.rooms())
                    .extracting(Room::name)
                    .containsExactly("RM00000000000000000000000000000002", "visit-1");
            Room foreign = page.rooms().get(0);
            assertThat(foreign.statusCallback()).isEmpty();
            assertThat(foreign.inProgress()).isFalse();
            assertThat(foreign.guaranteedLifetime()).isEqualTo(Duration.ZERO);
            assertThat(foreign.createdAt()).isEqualTo(Instant.EPOCH);
        }
    }

    @Test
    void a_room_of_another_sid_or_name_is_not_the_one_asked_for() {
        try (StubTwilio stub = StubTwilio.answeringJson(StubTwilio.ROOM);
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThat(rooms.find(new RoomId("RM" + "a".repeat(32)))).isEmpty();
            assertThat(rooms.findInProgress("VISIT-1")).isEmpty();
            assertThat(rooms.findInProgress("visit-1")).isPresent();
        }
    }

    @Test
    void a_room_that_is_over_is_not_found_by_name_even_if_twilio_shows_it() {
        try (StubTwilio stub = StubTwilio.answeringJson(StubTwilio.ROOM.replace("in-progress", "completed"));
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThat(rooms.findInProgress("visit-1")).isEmpty();
        }
    }

    @Test
    void a_nameless_room_is_not_found_by_the_sid_that_stands_for_its_name() {
        String sid = "RM00000000000000000000000000000001";
        try (StubTwilio stub = StubTwilio.answeringJson(StubTwilio.ROOM.replace("visit-1", sid));
                TwilioVideoProvider rooms = rooms(stub)) {
            assertThat(rooms.find(new RoomId(sid))).isPresent();
            assertThat(rooms.findInProgress(sid)).isEmpty();
        }
    }

    private static void assertUnreadable(String json) {
        try (StubTwilio stub = StubTwilio.answeringJson(json);
                TwilioVideoProvider rooms = rooms(stub)) {
            TelemedException failure =
                    catchThrowableOfType(TelemedException.class, () -> rooms.listInProgress(Optional.empty()));
            assertThat(failure.reason()).isEqualTo(Reason.PROVIDER_DOWN);
            failure = catchThrowableOfType(
                    TelemedException.class, () -> rooms.listCompleted(Instant.EPOCH, Optional.empty()));
            assertThat(failure.reason()).isEqualTo(Reason.PROVIDER_DOWN);
        }
    }

    private static TwilioVideoProvider rooms(StubTwilio stub) {
        return new TwilioVideoProvider(Providers.at(stub.baseUrl()), Providers.CALLBACK, Providers.rooms());
    }

    private static String page(String rooms, String next) {
        return "{\"rooms\": [" + rooms + "], \"meta\": {\"page\": 0, \"page_size\": 500, \"url\": \"https://x\","
                + " \"first_page_url\": null, \"previous_page_url\": null, \"next_page_url\": " + next + "}}";
    }
}
