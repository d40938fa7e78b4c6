package org.telemed.plugin.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.video.VideoVendor;
import org.telemed.plugin.wiring.KnownVendors;

class SettingsCheckTest {
    private static final String ZEROS = "0".repeat(32);

    @Test
    void a_complete_set_is_enough() {
        assertThat(problem(complete())).isEmpty();
    }

    @Test
    void without_settings_all_that_are_needed_are_named() {
        assertThat(problem(new MockEnvironment()).orElseThrow())
                .contains("telemed.public-url")
                .contains("telemed.twilio.account-sid")
                .contains("telemed.twilio.api-key-sid")
                .contains("telemed.twilio.api-key-secret")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "telemed.public-url, fhir.example.org",
        "telemed.public-url, https://fhir.example.org?x=1",
        "telemed.public-url, https://user@fhir.example.org",
        "telemed.fhir-base-url, /fhir",
        "telemed.former-public-urls, old.example.org",
        "telemed.twilio.account-sid, AC1",
        "telemed.twilio.api-key-sid, AC00000000000000000000000000000000",
        "telemed.twilio.api-key-secret, short",
        "telemed.twilio.auth-token, ' '",
        "telemed.twilio.base-url, http://twilio.example.org",
        "telemed.twilio.time-limit, 0s",
        "telemed.twilio.time-limit, soon",
        "telemed.twilio.rate-share, 0",
        "telemed.twilio.rate-share, half",
        "telemed.rooms.max-participants, 0",
        "telemed.rooms.max-participants, 51",
        "telemed.rooms.max-participants, many",
        "telemed.rooms.unused-timeout, 61m",
        "telemed.rooms.empty-timeout, 90s",
        "telemed.rooms.max-participant-duration, 9m",
        "telemed.rooms.media-region, ' '",
        "telemed.rooms.name-prefix, a_b",
        "telemed.rooms.record, perhaps",
        "telemed.tokens.ttl, 25h",
        "telemed.tokens.ttl, long",
        "telemed.join.early, -1m",
        "telemed.sweep.interval, 0s",
        "telemed.join.early, 36501d",
        "telemed.sweep.interval, 366d",
        "telemed.sweep.interval, often",
        "telemed.sweep.dry-run, perhaps",
        "telemed.zone, Atlantis/Poseidon",
        "telemed.limits.body, 0",
        "telemed.limits.body, 2GB",
        "telemed.limits.body, large",
        "telemed.limits.requests-per-minute, -1",
        "telemed.limits.requests-per-minute, 100001",
        "telemed.limits.requests-per-minute, short",
        "telemed.waiting-room.moderators, Foo",
        "telemed.waiting-room.moderators, 'Practitioner,practitioner'",
        "telemed.waiting-room.moderators, ''",
        "telemed.audit.spill-directory, /proc/nope",
        "telemed.audit.spill-directory, pom.xml",
        "telemed.audit.spill-directory, ${NOBODY_SETS_IT}",
        "telemed.audit.spill-size, 0",
        "telemed.audit.spill-size, -1",
        "telemed.limits.streams, -1",
        "telemed.limits.streams, 100001",
        "telemed.limits.streams-per-caller, 0",
        "telemed.limits.streams-per-caller, 100001",
        "telemed.security.profile-claims, ' '",
        "telemed.security.profile-claims, 'fhirUser,${NOBODY_SETS_IT}'",
        "telemed.security.hide-existence, perhaps",
        "telemed.security.issuer-uri, login.example.org",
        "telemed.security.issuer-uri, http://login.example.org",
        "telemed.security.issuer-uri, https://login.example.org?realm=x",
        "telemed.security.jwk-set-uri, http://login.example.org/keys",
    })
    void a_setting_that_is_wrong_is_named_with_what_it_should_look_like(String setting, String value) {
        String sentence = problem(complete().withProperty(setting, value)).orElseThrow();
        assertThat(sentence)
                .startsWith(setting + " must ")
                .endsWith(".")
                .doesNotContain("Exception")
                .doesNotContain("short", "perhaps", "Atlantis");
    }

    @Test
    void all_that_are_missing_wrong_or_unreadable_are_named_at_once() {
        MockEnvironment settings = complete()
                .withProperty("telemed.twilio.api-key-sid", "")
                .withProperty("telemed.twilio.account-sid", "AC1")
                .withProperty("telemed.public-url", "fhir.example.org")
                .withProperty("telemed.rooms.unused-timeout", "61m")
                .withProperty("telemed.rooms.empty-timeout", "soon")
                .withProperty("telemed.rooms.media-region", "Mars")
                .withProperty("telemed.zone", "Atlantis")
                .withProperty("telemed.tokens.ttl", "25h")
                .withProperty("telemed.join.early", "-1m")
                .withProperty("telemed.security.audience", "us");
        assertThat(SettingsCheck.invalid(settings, KnownVendors.in(settings)))
                .extracting(InvalidSetting::name)
                .containsExactlyInAnyOrder(
                        "telemed.twilio.api-key-sid",
                        "telemed.twilio.account-sid",
                        "telemed.public-url",
                        "telemed.rooms.unused-timeout",
                        "telemed.rooms.empty-timeout",
                        "telemed.rooms.media-region",
                        "telemed.zone",
                        "telemed.tokens.ttl",
                        "telemed.join.early",
                        "telemed.security.issuer-uri");
    }

    @Test
    void a_former_secret_is_named_as_one() {
        assertThat(problem(complete().withProperty("telemed.twilio.former-api-key-secrets", "short"))
                        .orElseThrow())
                .startsWith("telemed.twilio.former-api-key-secrets must ");
    }

    @Test
    void an_issuer_without_audience_is_half_set_and_so_is_the_reverse() {
        assertThat(problem(complete().withProperty("telemed.security.issuer-uri", "https://x.example.org"))
                        .orElseThrow())
                .startsWith("telemed.security.audience must ");
        assertThat(problem(complete().withProperty("telemed.security.audience", "us"))
                        .orElseThrow())
                .startsWith("telemed.security.issuer-uri must ");
    }

    @Test
    void a_vendor_that_nobody_knows_is_refused_with_the_names_of_the_known_ones() {
        MockEnvironment settings =
                complete().withProperty("telemed.vendor", "twillio").withProperty("telemed.rooms.name-prefix", "a_b");
        assertThat(problem(settings).orElseThrow())
                .startsWith("telemed.vendor must be the name of a known video vendor: twilio.")
                .contains("telemed.rooms.name-prefix must ");
    }

    @Test
    void while_no_vendor_is_chosen_settings_that_are_wrong_are_named_and_missing_ones_are_not() {
        MockEnvironment settings = new MockEnvironment()
                .withProperty("telemed.public-url", "https://fhir.example.org")
                .withProperty("telemed.vendor", "zoom")
                .withProperty("telemed.twilio.account-sid", "ACxx")
                .withProperty("telemed.twilio.former-api-key-secrets[0]", "short")
                .withProperty("telemed.twilio.rate-share", "half")
                .withProperty("telemed.guests.sms.from", "+1")
                .withProperty("telemed.rooms.unused-timeout", "61m")
                .withProperty("telemed.rooms.media-region", "Mars");
        assertThat(SettingsCheck.invalid(settings, KnownVendors.in(settings)))
                .extracting(InvalidSetting::name)
                .containsExactlyInAnyOrder(
                        "telemed.vendor",
                        "telemed.twilio.account-sid",
                        "telemed.twilio.former-api-key-secrets",
                        "telemed.twilio.rate-share",
                        "telemed.guests.sms.from",
                        "telemed.rooms.unused-timeout",
                        "telemed.rooms.media-region");
    }

    @Test
    void a_directory_for_a_trail_that_is_switched_off_need_not_be_possible() {
        assertThat(problem(complete()
                        .withProperty("telemed.audit.enabled", "false")
                        .withProperty("telemed.audit.spill-directory", "/proc/nope")))
                .isEmpty();
    }

    @Test
    void a_directory_that_can_be_made_is_taken(@TempDir Path parent) {
        assertThat(problem(complete()
                        .withProperty(
                                "telemed.audit.spill-directory",
                                parent.resolve("new/one").toString())))
                .isEmpty();
    }

    @Test
    void two_vendors_of_one_name_are_none() {
        MockEnvironment settings = complete();
        VideoVendor twilio = KnownVendors.in(settings).required();
        VideoVendors twice = new VideoVendors(List.of(twilio, twilio), settings);
        assertThat(SettingsCheck.problem(settings, twice).orElseThrow())
                .startsWith("telemed.vendor must name one video vendor");
        assertThat(twice.chosen()).isEmpty();
        assertThat(twice.guarded()).hasSize(2);
    }

    private static Optional<String> problem(MockEnvironment settings) {
        return SettingsCheck.problem(settings, KnownVendors.in(settings));
    }

    private static MockEnvironment complete() {
        return new MockEnvironment()
                .withProperty("telemed.public-url", "https://fhir.example.org")
                .withProperty("telemed.twilio.account-sid", "AC" + ZEROS)
                .withProperty("telemed.twilio.api-key-sid", "SK" + ZEROS)
                .withProperty("telemed.twilio.api-key-secret", "secret".repeat(6));
    }
}
