package org.telemed.zapehr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.error.Reason;
import org.telemed.hapi.error.ErrorTableRow;

class V1CodeTest {

    @ParameterizedTest
    @EnumSource(Reason.class)
    void a_reason_has_a_code_unless_it_is_transient(Reason reason) {
        int status = ErrorTableRow.of(reason).status();
        assertThat(V1Code.of(status, reason.code()).isEmpty())
                .isEqualTo(status == 408 || status == 429 || status >= 500);
    }

    @ParameterizedTest
    @CsvSource({
        "LOGIN_REQUIRED, 4001",
        "NOT_A_PARTICIPANT, 4003",
        "NOT_ALLOWED, 4003",
        "ENCOUNTER_NOT_FOUND, 4004",
        "ENCOUNTER_DELETED, 4004",
        "BAD_REQUEST, 4000",
        "INVALID_ENCOUNTER, 4000",
        "INVALID_RESOURCE, 4000",
        "NOT_FOUND, 4004",
        "DELETED, 4004",
        "TOO_LARGE, 4000",
        "NO_ROOM, 4006",
        "TOO_EARLY, 4010",
        "ENCOUNTER_CLOSED, 4011",
        "ROOM_LAPSED, 4009",
        "CONFLICT, 4009",
        "ROOM_NAME_TAKEN, 4012",
        "UNUSABLE_ID, 4012"
    })
    void the_contracts_table(Reason reason, String code) {
        assertThat(V1Code.of(ErrorTableRow.of(reason).status(), reason.code())).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"401, 4001", "403, 4003", "404, 4004", "410, 4004", "409, 4009", "412, 4009", "400, 4000", "421, 4000"})
    void what_a_host_refuses_in_its_own_words_has_the_code_of_its_status(int status, String code) {
        assertThat(V1Code.of(status, "processing")).contains(code);
    }

    @Test
    void too_many_requests_are_to_be_sent_again() {
        assertThat(V1Code.of(429, "not-allowed")).isEmpty();
        assertThat(V1Code.of(503, "")).isEmpty();
    }
}
