package org.telemed.fhir.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000", "\u0008", "\u000B", "\u000C", "\u000E", "\u001F", "a\uFFFE", "\uFFFF",
            })
    void control_characters_and_what_is_no_character_are_forbidden(String text) {
        assertThat(TextCheck.isForbidden(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "a\uD83Db", "\uDE00", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "\uD83D\uDE00\uDE00"})
    void half_a_surrogate_pair_is_forbidden(String text) {
        assertThat(TextCheck.isForbidden(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\n\r",
                "a b",
                "\u007F",
                "\u00E9",
                "\uFFFD",
                "\uD83D\uDE00",
                "\uD83D\uDE00\uD83D\uDE00a"
            })
    void all_else_is_text(String text) {
        assertThat(TextCheck.isForbidden(text)).isFalse();
    }
}
