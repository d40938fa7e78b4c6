package org.telemed.twilio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.twilio.limits.Providers;
import org.telemed.twilio.rooms.TwilioVideoProvider;
import org.telemed.twilio.token.TwilioTokenSigner;

class TwilioAccountTest {
    private static final String ACCOUNT = "AC" + "0".repeat(32);
    private static final String KEY = "SK" + "aF".repeat(16);
    private static final String SECRET = "s".repeat(32);

    @Test
    void is_at_twilio_unless_said_otherwise() {
        TwilioAccount account = new TwilioAccount(ACCOUNT, KEY, SECRET, Optional.empty());
        assertThat(account.baseUrl()).hasToString("https://video.twilio.com");
        assertThat(account.timeLimit()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "AC", "SK00000000000000000000000000000000", "AC0000000000000000000000000000000g", "AC1 "})
    void an_account_sid_is_AC_and_32_hex_digits(String sid) {
        assertRefused("accountSid", () -> new TwilioAccount(sid, KEY, SECRET, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SK", "AC00000000000000000000000000000000", "SK000000000000000000000000000000000"})
    void an_api_key_sid_is_SK_and_32_hex_digits(String sid) {
        assertRefused("apiKeySid", () -> new TwilioAccount(ACCOUNT, sid, SECRET, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sssssssssssssssssssssssssssssss",
                " sssssssssssssssssssssssssssssssss",
                "sssssssssssssssssssssssssssssssssß"
            })
    void a_secret_is_long_enough_to_sign_with(String secret) {
        assertRefused("apiKeySecret", () -> new TwilioAccount(ACCOUNT, KEY, secret, Optional.empty()));
    }

    @Test
    void an_auth_token_is_there_or_not_but_never_blank() {
        assertRefused("authToken", () -> new TwilioAccount(ACCOUNT, KEY, SECRET, Optional.of(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://video.twilio.com",
                "https://video.twilio.com/",
                "https://proxy.hospital.example:8443",
                "http://localhost:8081",
                "http://127.0.0.1:8081",
                "http://127.1.2.3",
                "http://[::1]:8081"
            })
    void a_base_url_is_https_or_loopback(String url) {
        assertThat(at(url).baseUrl()).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://video.twilio.com",
                "http://localhost.evil.example",
                "http://127.evil.example",
                "http://10.0.0.1",
                "https://video.twilio.com/v1",
                "https://video.twilio.com?x",
                "https://video.twilio.com#x",
                "https://user@video.twilio.com",
                "https:video.twilio.com",
                "ftp://localhost",
                "video.twilio.com"
            })
    void a_base_url_is_nothing_else(String url) {
        assertRefused("baseUrl", () -> at(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT5S", "PT1M0.001S"})
    void a_time_limit_is_one(String limit) {
        assertRefused("timeLimit", () -> Providers.at("http://localhost", Duration.parse(limit)));
    }

    @Test
    void says_what_it_is_without_its_secrets() {
        assertThat(Providers.at("http://localhost:8081"))
                .hasToString("TwilioAccount[accountSid=AC" + Providers.ZEROS + ", apiKeySid=SK" + Providers.ZEROS
                        + ", baseUrl=http://localhost:8081, timeLimit=PT20S]");
    }

    @Test
    void nothing_that_holds_the_secrets_says_them() {
        TwilioAccount account = Providers.at("http://localhost:8081");
        try (TwilioVideoProvider rooms = new TwilioVideoProvider(account, Providers.CALLBACK, Providers.rooms())) {
            assertThat(rooms + " " + new TwilioTokenSigner(account) + " " + Providers.rooms())
                    .doesNotContain(Providers.SECRET)
                    .doesNotContain(Providers.AUTH_TOKEN);
        }
    }

    private static TwilioAccount at(String url) {
        return new TwilioAccount(ACCOUNT, KEY, SECRET, Optional.empty(), URI.create(url), Duration.ofSeconds(5));
    }

    private static void assertRefused(String setting, Runnable construction) {
        assertThatIllegalArgumentException()
                .isThrownBy(construction::run)
                .withMessageStartingWith(setting + " must be ")
                .withMessageEndingWith(".")
                .withMessageNotContainingAny("ssss");
    }
}
