package org.telemed.hapi.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.Reason;

class IfMatchTest {

    @ParameterizedTest
    @ValueSource(strings = {"W/\"3\"", "\"3\"", "3", "  W/\"3\" "})
    void names_a_version_as_fhir_or_as_hapi_writes_it(String header) {
        IfMatch named = IfMatch.of(List.of(header));
        assertThat(named.version()).contains("3");
        assertThatCode(() -> named.require("3")).doesNotThrowAnyException();
        assertThatThrownBy(() -> named.require("4")).hasFieldOrPropertyWithValue("reason", Reason.CONFLICT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "foo",
                "W/\"x\"",
                "W/3",
                "W/\"3",
                "3\"",
                "w/\"3\"",
                "W/\"\"",
                "\"-1\"",
                "3 4",
                "W/\"1\", W/\"2\"",
                "1,2",
                "W/\"99999999999999999999\"",
                "\u0663"
            })
    void what_names_no_version_is_malformed(String header) {
        assertThatThrownBy(() -> IfMatch.of(List.of(header)))
                .hasFieldOrPropertyWithValue("reason", Reason.BAD_REQUEST)
                .hasMessageContaining("W/\"3\"");
    }

    @Test
    void so_are_two() {
        assertThatThrownBy(() -> IfMatch.of(List.of("W/\"3\"", "W/\"3\"")))
                .hasFieldOrPropertyWithValue("reason", Reason.BAD_REQUEST);
    }

    @Test
    void none_is_fine_with_every_version() {
        assertThatCode(() -> IfMatch.of(List.of()).require("7")).doesNotThrowAnyException();
    }
}
