package org.telemed.twilio.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioSidTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RM0123456789abcdef0123456789abcdef",
                "RM0123456789ABCDEF0123456789ABCDEF",
                "rm0123456789abcdef0123456789abcdef",
                "rM0123456789AbCdEf0123456789aBcDeF"
            })
    void a_rooms_sid_is_told_in_any_case(String id) {
        assertThat(TwilioSid.isRoom(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RM",
                "RM0123456789abcdef0123456789abcde",
                "RM0123456789abcdef0123456789abcdef0",
                "RM0123456789abcdef0123456789abcdeg",
                "PA0123456789abcdef0123456789abcdef",
                "xRM0123456789abcdef0123456789abcdef"
            })
    void what_resembles_one_is_none(String id) {
        assertThat(TwilioSid.isRoom(id)).isFalse();
    }
}
