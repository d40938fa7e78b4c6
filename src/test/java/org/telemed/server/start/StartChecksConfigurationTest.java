package org.telemed.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.telemed.plugin.settings.SettingsCheck;
import org.telemed.plugin.wiring.KnownVendors;
import org.telemed.server.start.StartCheck.Problem;

class StartChecksConfigurationTest {

    private static final StartCheck CHECK = settings -> Stream.of(
                    SettingsCheck.invalid(settings, KnownVendors.in(settings)), IssuerSettings.invalid(settings))
            .flatMap(List::stream)
            .map(Problem::of);

    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

    @Test
    void all_that_is_missing_is_named_at_once() {
        assertThat(CHECK.problems(new MockEnvironment()))
                .extracting(Problem::setting)
                .containsExactly(
                        "telemed.public-url",
                        "telemed.twilio.account-sid",
                        "telemed.twilio.api-key-sid",
                        "telemed.twilio.api-key-secret",
                        JWT + "issuer-uri",
                        JWT + "audiences");
    }

    @Test
    void a_complete_set_is_enough() {
        assertThat(CHECK.problems(complete())).isEmpty();
    }

    @Test
    void the_keys_address_stands_in_for_the_issuer() {
        MockEnvironment settings = complete().withProperty(JWT + "issuer-uri", "");
        settings.setProperty(JWT + "jwk-set-uri", "https://login.example.org/jwks");
        assertThat(CHECK.problems(settings)).isEmpty();
    }

    @Test
    void several_audiences_may_be_a_list() {
        MockEnvironment settings = withoutAudience();
        settings.setProperty(JWT + "audiences[0]", "one");
        settings.setProperty(JWT + "audiences[1]", "two");
        assertThat(CHECK.problems(settings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        JWT + "issuer-uri, http://login.example.org/realms/clinic",
        JWT + "issuer-uri, https://login.example.org/realms/clinic?x=1",
        JWT + "jwk-set-uri, http://login.example.org/keys",
        JWT + "jwk-set-uri, 'not an address'",
        JWT + "issuer-uri, 'not an address'",
    })
    void keys_that_somebody_on_the_way_could_replace_are_named(String setting, String value) {
        assertThat(CHECK.problems(complete().withProperty(setting, value)))
                .singleElement()
                .returns(setting, Problem::setting)
                .returns(setting + "=https://login.example.org/realms/clinic", Problem::example);
    }

    @ParameterizedTest
    @CsvSource({
        "telemed.public-url, telemed.example.org",
        "telemed.public-url, ftp://telemed.example.org",
        "telemed.public-url, https://",
        "telemed.public-url, 'https://not an address'",
        "telemed.twilio.api-key-secret, ' '",
        JWT + "issuer-uri, login",
        JWT + "audiences, ' '",
    })
    void a_value_of_the_wrong_shape_counts_as_missing(String setting, String value) {
        assertThat(CHECK.problems(complete().withProperty(setting, value)))
                .extracting(Problem::setting)
                .containsExactly(setting);
    }

    @Test
    void what_is_there_but_wrong_is_named_with_an_example() {
        assertThat(CHECK.problems(complete().withProperty("telemed.tokens.ttl", "25h")))
                .singleElement()
                .returns("telemed.tokens.ttl", Problem::setting)
                .returns("telemed.tokens.ttl=1h", Problem::example);
        assertThat(CHECK.problems(complete().withProperty("telemed.zone", "Atlantis")))
                .singleElement()
                .returns("telemed.zone=Europe/Berlin", Problem::example);
        assertThat(CHECK.problems(complete().withProperty("telemed.limits.body", "big")))
                .singleElement()
                .returns("telemed.limits.body=1MB", Problem::example);
        assertThat(CHECK.problems(complete().withProperty("telemed.twilio.rate-share", "0")))
                .singleElement()
                .returns("telemed.twilio.rate-share", Problem::setting);
    }

    @Test
    void a_malformed_issuer_hides_nothing() {
        assertThat(CHECK.problems(complete()
                        .withProperty(JWT + "issuer-uri", "not an address")
                        .withProperty(JWT + "audiences", "${NOBODY_SETS_IT}")))
                .extracting(Problem::setting)
                .containsExactly(JWT + "issuer-uri", JWT + "audiences");
    }

    @Test
    void all_that_is_wrong_is_named_at_one_start() {
        assertThat(CHECK.problems(complete()
                        .withProperty("telemed.tokens.ttl", "25h")
                        .withProperty("telemed.zone", "Atlantis")
                        .withProperty("telemed.sweep.interval", "0s")
                        .withProperty("telemed.twilio.api-key-secret", "short")
                        .withProperty(JWT + "issuer-uri", "http://login.example.org")
                        .withProperty(JWT + "audiences", "")))
                .extracting(Problem::setting)
                .containsExactlyInAnyOrder(
                        "telemed.tokens.ttl",
                        "telemed.zone",
                        "telemed.sweep.interval",
                        "telemed.twilio.api-key-secret",
                        JWT + "issuer-uri",
                        JWT + "audiences");
    }

    private static MockEnvironment complete() {
        return withoutAudience().withProperty(JWT + "audiences", "https://telemed.example.org/fhir");
    }

    private static MockEnvironment withoutAudience() {
        return new MockEnvironment()
                .withProperty("telemed.public-url", "https://telemed.example.org")
                .withProperty("telemed.twilio.account-sid", "AC" + "0".repeat(32))
                .withProperty("telemed.twilio.api-key-sid", "SK" + "0".repeat(32))
                .withProperty("telemed.twilio.api-key-secret", "secret".repeat(6))
                .withProperty(JWT + "issuer-uri", "https://login.example.org");
    }
}
