package org.telemed.twilio.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.invitation.PhoneNumber;
import org.telemed.core.setting.InvalidSettingsException;
import org.telemed.twilio.EmulatedTwilio;
import org.telemed.twilio.StubTwilio;
import org.telemed.twilio.http.TwilioAccount;

class TwilioInvitationSenderTest {
    private static final String ZEROS = "0".repeat(32);
    private static final PhoneNumber PHONE = new PhoneNumber("+14155550100");
    private static final URI LINK = URI.create("https://telemed.example/join#" + "s".repeat(43));

    private final EmulatedTwilio emulator = new EmulatedTwilio();

    @AfterEach
    void stop() {
        emulator.close();
    }

    private static void send(String baseUrl, String secret, String from, PhoneNumber phone) {
        TwilioAccount account = new TwilioAccount(
                "AC" + ZEROS, "SK" + ZEROS, secret, Optional.empty(), TwilioAccount.TWILIO, Duration.ofSeconds(2));
        try (var sender = new TwilioInvitationSender(
                account, URI.create(baseUrl), new MessageOrigin(from), Clock.systemUTC(), TelemedEvents.SILENT)) {
            sender.send(phone, LINK, Instant.MAX);
        }
    }

    private void send(String from, PhoneNumber phone) {
        send(emulator.baseUrl(), "demo-api-key-secret-demo-api-key-secret", from, phone);
    }

    @ParameterizedTest
    @CsvSource({
        "+14155550199, From",
        "MG0123456789abcdef0123456789abcdef, MessagingServiceSid",
        "Clinic, From"
    })
    void it_is_sent_once_with_the_link_and_nothing_else(String from, String field) {
        send(from, PHONE);
        String requests = emulator.control("GET", "/requests", "");
        assertThat(emulator.received()).containsExactly("POST /2010-04-01/Accounts/AC" + ZEROS + "/Messages.json");
        assertThat(requests)
                .contains("\"" + field + "\":\"" + from + "\"", "\"To\":\"+14155550100\"", "\"status\":201")
                .contains("\"Body\":\"You are invited to a video visit. Open this link in your browser to join: " + LINK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+15005550001", "+15005550004"})
    void what_twilio_refuses_is_a_refusal_that_names_no_number(String number) {
        TelemedException refusal = catchThrowableOfType(
                TelemedException.class, () -> send("+14155550199", new PhoneNumber(number)));
        assertThat(refusal.reason()).isEqualTo(Reason.PROVIDER_REFUSED);
        assertThat(refusal.message()).doesNotContain(number).containsPattern("error 216?\\d+");
    }

    @Test
    void wrong_credentials_are_refused() {
        TelemedException refusal = catchThrowableOfType(
                TelemedException.class, () -> send(emulator.baseUrl(), "x".repeat(32), "+14155550199", PHONE));
        assertThat(refusal.reason()).isEqualTo(Reason.PROVIDER_REFUSED);
    }

    @Test
    void a_failure_of_twilios_is_not_tried_again() {
        try (StubTwilio twilio = StubTwilio.refusing(503, 20503)) {
            TelemedException failure = catchThrowableOfType(
                    TelemedException.class, () -> send(twilio.baseUrl(), "x".repeat(32), "+14155550199", PHONE));
            assertThat(failure.reason()).isEqualTo(Reason.PROVIDER_DOWN);
            assertThat(twilio.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "MG-1", "A name that is long", "<b>"})
    void nobody_sends_from_there(String from) {
        assertThatThrownBy(() -> new MessageOrigin(from)).isInstanceOf(InvalidSettingsException.class);
    }
}
