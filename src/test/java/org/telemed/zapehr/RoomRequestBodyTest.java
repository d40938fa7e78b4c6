package org.telemed.zapehr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.TelemedException;

class RoomRequestBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"encounter\": {\"a\": \"ä\"} } | {\"a\": \"ä\"}",
                "{\"resourceType\": \"Encounter\"} | {\"resourceType\": \"Encounter\"}",
                "{\"a\": 1, \"resourceType\": \"Encounter\"} | {\"a\": 1, \"resourceType\": \"Encounter\"}",
                "{} | {}",
                "[1] | [1]",
                "{\"encounter\": {} | {\"encounter\": {}",
                "{\"encounter\": {}, \"encounter\": {}} | {\"encounter\": {}, \"encounter\": {}}",
            })
    void a_wrapper_is_taken_off_and_the_rest_left_to_the_operation(String body, String expected) {
        assertThat(unwrapped(body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"encounter\": {}, \"waitingRoom\": true} | waitingRoom",
                "{\"foo\": {\"encounter\": 1}, \"encounter\": {}} | foo",
                "{\"encounters\": {}} | encounters",
                "{\"a<b>\": 1} | a?b?",
                "{\"encounter\": [{}]} | encounter",
                "{\"encounter\": null} | encounter",
            })
    void what_stands_beside_the_encounter_is_refused_by_its_name(String body, String name) {
        assertThatThrownBy(() -> unwrapped(body))
                .isInstanceOf(TelemedException.class)
                .hasMessageContaining(name + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{\"a\": 1} x", "{'encounter': {}}"})
    void what_is_no_json_is_left_to_the_operation(String body) {
        assertThat(unwrapped(body)).isEqualTo(body);
    }

    private static String unwrapped(String body) {
        return new String(RoomRequestBody.unwrapped(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
