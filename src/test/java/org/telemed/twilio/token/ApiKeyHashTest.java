package org.telemed.twilio.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.limits.Providers;

class ApiKeyHashTest {
    private final ApiKeyHash hashes = new ApiKeyHash(Providers.at("http://localhost"), List.of());

    @Test
    void a_keyed_hash_is_always_the_same_for_the_same_text_and_purpose() {
        String hash = hashes.of("identity", "jane@example.com");
        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(new ApiKeyHash(Providers.at("https://video.twilio.com"), List.of())
                        .of("identity", "jane@example.com"))
                .isEqualTo(hash);
    }

    @Test
    void a_keyed_hash_depends_on_purpose_text_and_key() {
        String hash = hashes.of("identity", "jane@example.com");
        TwilioAccount other = new TwilioAccount(
                "AC" + Providers.ZEROS, "SK" + Providers.ZEROS, "another-" + Providers.SECRET, Optional.empty());
        assertThat(hashes.of("identity", "jane@example.org")).isNotEqualTo(hash);
        assertThat(hashes.of("encounter", "jane@example.com")).isNotEqualTo(hash);
        assertThat(new ApiKeyHash(other, List.of()).of("identity", "jane@example.com"))
                .isNotEqualTo(hash);
    }

    @Test
    void the_key_of_a_hash_is_hmac_of_the_purpose_under_the_secret() {
        // computed once with Python's hmac module; stored ids depend on it
        assertThat(hashes.of("identity", "jane@example.com"))
                .isEqualTo("3f5d3b0483eb9200a9466ae4a8888825152cfca30e859b0a9e3e2938ac604cd1");
    }

    @Test
    void a_hash_under_a_former_key_is_what_it_was_then() {
        String secret = "another-" + Providers.SECRET;
        TwilioAccount then =
                new TwilioAccount("AC" + Providers.ZEROS, "SK" + Providers.ZEROS, secret, Optional.empty());
        assertThat(hashes.underFormerKeys("identity", "jane")).isEmpty();
        assertThat(new ApiKeyHash(Providers.at("http://localhost"), List.of(secret))
                        .underFormerKeys("identity", "jane"))
                .containsExactly(new ApiKeyHash(then, List.of()).of("identity", "jane"));
    }

    @Test
    void a_former_key_has_a_secret_as_twilio_makes_them() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiKeyHash(Providers.at("http://localhost"), List.of(Providers.SECRET, "short")))
                .withMessageStartingWith("formerApiKeySecrets must ")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("short"));
    }
}
