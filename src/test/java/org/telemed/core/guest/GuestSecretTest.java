package org.telemed.core.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestSecretTest {
    private static final String TEXT = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN_-9";
    private static final String HASH = "134f9579ac0ef139384d5823b9e4a0dcf8911c40278f68a5868ffec26053eacc";

    @Test
    void a_random_secret_is_read_back_from_its_text() {
        GuestSecret secret = GuestSecret.random(new SecureRandom());
        assertThat(secret.value()).hasSize(GuestSecret.LENGTH);
        assertThat(GuestSecret.ifValid(secret.value())).contains(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", TEXT + "a", TEXT + "\n", "+bcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN_-9"})
    void any_other_text_is_no_secret(String text) {
        assertThat(GuestSecret.ifValid(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new GuestSecret(text));
    }

    @Test
    void its_hash_is_that_of_its_text_and_of_no_other() {
        GuestSecret secret = new GuestSecret(TEXT);
        assertThat(secret.hash()).isEqualTo(HASH);
        assertThat(secret.hasHash(HASH)).isTrue();
        assertThat(secret.hasHash(GuestSecret.random(new SecureRandom()).hash()))
                .isFalse();
    }

    @Test
    void as_text_it_says_nothing() {
        assertThat(new GuestSecret(TEXT)).hasToString("GuestSecret[redacted]");
    }
}
