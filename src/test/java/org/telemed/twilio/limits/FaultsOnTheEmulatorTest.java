package org.telemed.twilio.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.telemed.core.SettableClock;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.room.RoomOpener;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.VideoProvider;
import org.telemed.twilio.EmulatedTwilio;
import org.telemed.twilio.http.TwilioSid;
import org.telemed.twilio.rooms.TwilioVideoProvider;

/** Faults on the wire, and how often anything is then sent. */
@Tag("slow")
class FaultsOnTheEmulatorTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration IMPATIENT = Duration.ofMillis(500);
    private static final RoomRequest VISIT = new RoomRequest("visit-1", 10);

    private EmulatedTwilio twilio;
    private TwilioVideoProvider rooms;

    @BeforeEach
    void start() {
        twilio = new EmulatedTwilio();
    }

    @AfterEach
    void stop() {
        rooms.close();
        twilio.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("\"status\": 400", Reason.PROVIDER_REFUSED, 1),
                arguments("\"status\": 403", Reason.PROVIDER_REFUSED, 1),
                arguments("\"status\": 404, \"html\": true", Reason.PROVIDER_DOWN, 1),
                arguments("\"status\": 429", Reason.PROVIDER_THROTTLED, 1),
                arguments("\"status\": 500", Reason.PROVIDER_DOWN, 2),
                arguments("\"status\": 503", Reason.PROVIDER_DOWN, 2),
                arguments("\"status\": 502, \"html\": true", Reason.PROVIDER_DOWN, 2),
                arguments("\"reset\": true", Reason.PROVIDER_DOWN, 2),
                arguments("\"reset\": true, \"after\": true", Reason.PROVIDER_DOWN, 2));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_user_who_asks_for_a_room_sends_no_more_than_the_policy_says(String fault, Reason reason, int sends) {
        twilio.fails("{" + fault + "}");
        TelemedException failure = catchThrowableOfType(
                TelemedException.class, () -> account(PATIENT).forUsers().findInProgress("x"));
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(twilio.received()).hasSize(sends);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void the_keeper_sends_once(String fault, Reason reason, int sends) {
        twilio.fails("{" + fault + "}");
        VideoProviderFactory account = account(PATIENT);
        for (VideoProvider view : List.of(account.forReconciler(), account.forSweep())) {
            twilio.control("DELETE", "/requests", "");
            TelemedException failure = catchThrowableOfType(
                    TelemedException.class, () -> view.complete(new RoomId("RM" + Providers.ZEROS)));
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(twilio.received()).hasSize(1);
        }
    }

    @Test
    void what_never_answers_is_asked_once() {
        twilio.fails("{\"hang\": true}");
        TelemedException failure = catchThrowableOfType(
                TelemedException.class, () -> account(IMPATIENT).forUsers().open(VISIT));
        assertThat(failure.reason()).isEqualTo(Reason.PROVIDER_TIMEOUT);
        assertThat(twilio.received()).hasSize(1);
    }

    @Test
    void what_is_slow_is_waited_for() {
        twilio.fails("{\"latencyMs\": 700}");
        assertThat(account(PATIENT).forUsers().open(VISIT)).isPresent();
        assertThat(twilio.received()).hasSize(1);
    }

    @Test
    void a_single_fault_is_not_noticed() {
        twilio.fails("{\"status\": 503, \"times\": 1}");
        assertThat(account(PATIENT).forUsers().open(VISIT)).isPresent();
        assertThat(twilio.received()).hasSize(2);
    }

    @Test
    void a_room_whose_answer_was_lost_is_adopted() {
        twilio.fails("{\"match\": \"POST\", \"reset\": true, \"after\": true, \"times\": 1}");
        VideoProvider users = account(PATIENT).forUsers();
        RoomNaming naming = new RoomNaming("", URI.create("https://telemed.example"), List.of(), TwilioSid::isRoom);
        RoomLiveness liveness = new RoomLiveness(users, naming, SettableClock.at("2030-01-01T10:00:00Z"));
        RoomOpener.OpenRoom room = new RoomOpener(users, naming, liveness).open(new EncounterId("visit-1"), 10);
        assertThat(room.openedNow()).isFalse();
        assertThat(twilio.received()).containsExactly("POST /v1/Rooms", "POST /v1/Rooms", "GET /v1/Rooms/visit-1");
    }

    @Test
    void an_outage_is_soon_left_alone() {
        twilio.fails("{\"status\": 503}");
        VideoProvider users = account(PATIENT).forUsers();
        for (int user = 0; user < 20; user++) {
            catchThrowableOfType(TelemedException.class, () -> users.listInProgress(Optional.empty()));
        }
        assertThat(twilio.received()).hasSize(10);
    }

    private VideoProviderFactory account(Duration timeLimit) {
        rooms = new TwilioVideoProvider(
                Providers.at(twilio.baseUrl(), timeLimit), Providers.CALLBACK, Providers.rooms());
        return new VideoProviderFactory(rooms, RateShare.WHOLE, timeLimit, Clock.systemUTC());
    }
}
