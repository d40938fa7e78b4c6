package org.telemed.core.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestRoleTest {
    @ParameterizedTest
    @CsvSource({"TRANSLATOR, translator, Translator", "EMERGENCY, emergency, Emergency"})
    void a_role_has_the_code_and_the_display_of_participant_type(GuestRole role, String code, String display) {
        assertThat(role.code()).isEqualTo(code);
        assertThat(role.display()).isEqualTo(display);
        assertThat(GuestRole.ofCode(code)).contains(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRANSLATOR", "translator ", "PART"})
    void another_code_is_no_role(String code) {
        assertThat(GuestRole.ofCode(code)).isEmpty();
    }

    @Test
    void all_codes_are_told_to_whoever_sends_another() {
        assertThat(GuestRole.codes()).isEqualTo("translator, emergency");
    }

    @ParameterizedTest
    @CsvSource({"SENT, completed", "REFUSED, not-done", "UNKNOWN, unknown"})
    void what_came_of_sending_is_an_event_status(Sending sending, String code) {
        assertThat(sending.code()).isEqualTo(code);
    }
}
