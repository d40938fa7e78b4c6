package org.telemed.twilio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomRequest;
import org.telemed.twilio.StubTwilio;
import org.telemed.twilio.limits.Providers;
import org.telemed.twilio.rooms.TwilioVideoProvider;

/** What each way of going wrong becomes, and that nothing is sent twice. */
@Timeout(60)
class TwilioErrorsTest {
    private static final RoomId ROOM = new RoomId("RM00000000000000000000000000000001");
    private static final String HTML = "<html><body>visit-1 is not here</body></html>";

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments("bad request", StubTwilio.refusing(400, 53107), Reason.PROVIDER_REFUSED),
                arguments("no credentials", StubTwilio.refusing(401, 20003), Reason.PROVIDER_REFUSED),
                arguments("forbidden", StubTwilio.refusing(403, 20403), Reason.PROVIDER_REFUSED),
                arguments("a proxy's 403", StubTwilio.answering(403, "text/html", HTML), Reason.PROVIDER_REFUSED),
                arguments("conflict", StubTwilio.refusing(409, 53118), Reason.PROVIDER_REFUSED),
                arguments("a proxy's 404", StubTwilio.answering(404, "text/html", HTML), Reason.PROVIDER_DOWN),
                arguments("throttled", StubTwilio.refusing(429, 20429), Reason.PROVIDER_THROTTLED),
                arguments("a proxy's 429", StubTwilio.answering(429, "text/html", HTML), Reason.PROVIDER_THROTTLED),
                arguments("internal error", StubTwilio.refusing(500, 20500), Reason.PROVIDER_DOWN),
                arguments("bad gateway", StubTwilio.answering(502, "text/html", HTML), Reason.PROVIDER_DOWN),
                arguments("unavailable", StubTwilio.refusing(503, 20503), Reason.PROVIDER_DOWN),
                arguments("gateway timeout", StubTwilio.answering(504, "", ""), Reason.PROVIDER_DOWN),
                arguments(
                        "redirect",
                        StubTwilio.answering(302, "application/json", "{}", "Location", "/v1/Rooms/elsewhere"),
                        Reason.PROVIDER_DOWN),
                arguments("a login page", StubTwilio.answering(200, "text/html", HTML), Reason.PROVIDER_DOWN),
                arguments("an empty answer", StubTwilio.answering(200, "", ""), Reason.PROVIDER_DOWN),
                arguments("an empty JSON answer", StubTwilio.answeringJson(""), Reason.PROVIDER_DOWN),
                arguments("broken JSON", StubTwilio.answeringJson("{\"sid\": visit-1"), Reason.PROVIDER_DOWN),
                arguments("JSON of something else", StubTwilio.answeringJson("[]"), Reason.PROVIDER_DOWN),
                arguments("a room without SID", StubTwilio.answeringJson("{}"), Reason.PROVIDER_DOWN),
                arguments("null", StubTwilio.answeringJson("null"), Reason.PROVIDER_DOWN),
                arguments(
                        "an endless answer",
                        StubTwilio.answeringJson(StubTwilio.ROOM + " ".repeat(5_000_000)),
                        Reason.PROVIDER_DOWN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void a_failure_has_a_reason_and_is_sent_once(String name, StubTwilio stub, Reason reason) {
        try (stub) {
            TelemedException failure = failure(stub, rooms -> rooms.open(new RoomRequest("visit-1", 10)));
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.message()).matches("[A-Z].*\\.").doesNotContain("<");
            assertSilentOnSecretsAndNames(failure);
            assertThat(stub.received()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void reading_fails_like_writing(String name, StubTwilio stub, Reason reason) {
        try (stub) {
            assertThat(failure(stub, rooms -> rooms.find(ROOM)).reason()).isEqualTo(reason);
            assertThat(failure(stub, rooms -> rooms.findInProgress("visit-1")).reason())
                    .isEqualTo(reason);
            assertThat(failure(stub, rooms -> rooms.listInProgress(Optional.empty()))
                            .reason())
                    .isEqualTo(reason);
            assertThat(stub.received()).hasSize(3);
        }
    }

    @Test
    void a_refusal_names_twilios_error_number() {
        try (StubTwilio stub = StubTwilio.refusing(400, 53107)) {
            assertThat(failure(stub, rooms -> rooms.complete(ROOM)).message())
                    .isEqualTo("Twilio refuses what this server asked for (error 53107). Ask the operator to look the"
                            + " error up at https://www.twilio.com/docs/api/errors.");
        }
    }

    @Test
    void a_refusal_without_number_is_one_too() {
        try (StubTwilio stub = StubTwilio.answering(400, "application/json", "{}")) {
            TelemedException failure = failure(stub, rooms -> rooms.complete(ROOM));
            assertThat(failure.reason()).isEqualTo(Reason.PROVIDER_REFUSED);
            assertThat(failure.message()).startsWith("Twilio refuses what this server asked for. Ask");
        }
    }

    @Test
    void refused_credentials_say_which_settings_to_check() {
        try (StubTwilio stub = StubTwilio.refusing(401, 20003)) {
            assertThat(failure(stub, rooms -> rooms.find(ROOM)).message())
                    .isEqualTo("Twilio refuses this server's credentials (error 20003). Ask the operator to check"
                            + " telemed.twilio.account-sid, .api-key-sid and .api-key-secret.");
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "'', 1", "0, 1", "-5, 1", "soon, 1", "'Wed, 21 Oct 2037 07:28:00 GMT', 1", "86400, 300"})
    void throttling_says_how_long_to_wait(String header, long seconds) {
        try (StubTwilio stub = StubTwilio.answering(429, "application/json", "{}", "Retry-After", header)) {
            assertThat(failure(stub, rooms -> rooms.find(ROOM)).retryAfter()).contains(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void an_outage_says_how_long_to_wait() {
        try (StubTwilio stub = StubTwilio.refusing(503, 20503)) {
            assertThat(failure(stub, rooms -> rooms.find(ROOM)).retryAfter()).contains(Duration.ofSeconds(5));
        }
        try (StubTwilio stub = StubTwilio.answering(503, "", "", "Retry-After", "30")) {
            assertThat(failure(stub, rooms -> rooms.find(ROOM)).retryAfter()).contains(Duration.ofSeconds(30));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409})
    void a_room_that_exists_is_known_by_the_number_alone(int status) {
        try (StubTwilio stub = StubTwilio.refusing(status, 53113);
                TwilioVideoProvider rooms =
                        new TwilioVideoProvider(Providers.at(stub.baseUrl()), Providers.CALLBACK, Providers.rooms())) {
            assertThat(rooms.open(new RoomRequest("visit-1", 10))).isEmpty();
            assertThat(stub.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, 20404", "404, 53106"})
    void an_unknown_room_is_known_by_the_number_alone(int status, int code) {
        try (StubTwilio stub = StubTwilio.refusing(status, code);
                TwilioVideoProvider rooms =
                        new TwilioVideoProvider(Providers.at(stub.baseUrl()), Providers.CALLBACK, Providers.rooms())) {
            assertThat(rooms.find(ROOM)).isEmpty();
            assertThat(rooms.findInProgress("visit-1")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"404, 20404", "404, 53106", "400, 53112"})
    void ending_what_is_over_succeeds(int status, int code) {
        try (StubTwilio stub = StubTwilio.refusing(status, code);
                TwilioVideoProvider rooms =
                        new TwilioVideoProvider(Providers.at(stub.baseUrl()), Providers.CALLBACK, Providers.rooms())) {
            rooms.complete(ROOM);
            assertThat(stub.received()).hasSize(1);
        }
    }

    private static TelemedException failure(StubTwilio stub, Consumer<TwilioVideoProvider> call) {
        try (TwilioVideoProvider rooms =
                new TwilioVideoProvider(Providers.at(stub.baseUrl()), Providers.CALLBACK, Providers.rooms())) {
            return catchThrowableOfType(TelemedException.class, () -> call.accept(rooms));
        }
    }

    /** Neither in its message nor in those of its causes. */
    static void assertSilentOnSecretsAndNames(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        String basic = "SK" + Providers.ZEROS + ":" + Providers.SECRET;
        assertThat(trace.toString())
                .doesNotContain(Providers.SECRET)
                .doesNotContain(Providers.AUTH_TOKEN)
                .doesNotContain(Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                .doesNotContain("visit-1")
                .doesNotContain("Vendor words")
                .doesNotContain("<html>");
    }
}
