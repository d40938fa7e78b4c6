package org.telemed.core.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestCookieTest {
    private static final String SECRET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN_-9";

    private final GuestCookie cookie = new GuestCookie(new GuestSecret(SECRET), "42");

    @ParameterizedTest
    @ValueSource(strings = {"1", "42", "a-B-9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void a_cookie_that_was_sent_comes_back_the_same(String id) {
        GuestCookie sent = new GuestCookie(new GuestSecret(SECRET), id);
        assertThat(sent.value()).isEqualTo(SECRET + "." + id);
        assertThat(GuestCookie.parse(sent.value())).contains(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "42",
                SECRET,
                SECRET + ".",
                SECRET + "42",
                SECRET + "-42",
                SECRET + ".4 2",
                SECRET + ".42.",
                SECRET + ".42\n",
                SECRET + "./../42",
                SECRET + ".01234567890123456789012345678901234567890123456789012345678901234",
                "x" + SECRET + ".42",
                "a.cdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN_-9.42",
                "äbcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN_-9.42"
            })
    void anything_else_is_no_cookie(String value) {
        assertThat(GuestCookie.parse(value)).isEmpty();
    }

    @Test
    void an_id_that_no_admission_has_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GuestCookie(cookie.browser(), "a/b"));
    }

    @Test
    void as_text_it_has_the_id_and_not_the_secret() {
        assertThat(cookie).hasToString("GuestCookie[redacted, id=42]");
    }
}
