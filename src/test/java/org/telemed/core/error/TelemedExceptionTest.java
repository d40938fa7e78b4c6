package org.telemed.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TelemedExceptionTest {
    @Test
    void every_reason_has_a_code_of_its_own() {
        assertThat(ownCodes())
                .extracting(Reason::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z-]+"));
    }

    @Test
    void a_code_is_its_reasons_name_since_apps_match_on_it() {
        assertThat(ownCodes())
                .allSatisfy(reason -> assertThat(reason.code())
                        .isEqualTo(reason.name().toLowerCase().replace('_', '-')));
    }

    @Test
    void an_expired_login_is_to_apps_a_login_that_is_required() {
        assertThat(Reason.LOGIN_EXPIRED.code()).isEqualTo(Reason.LOGIN_REQUIRED.code());
    }

    @Test
    void a_body_of_another_kind_is_to_apps_a_bad_request() {
        assertThat(Reason.UNSUPPORTED_MEDIA_TYPE.code()).isEqualTo(Reason.BAD_REQUEST.code());
    }

    @Test
    void an_answer_of_another_kind_is_to_apps_a_bad_request() {
        assertThat(Reason.NOT_ACCEPTABLE.code()).isEqualTo(Reason.BAD_REQUEST.code());
    }

    private static Stream<Reason> ownCodes() {
        Set<Reason> shared = Set.of(Reason.LOGIN_EXPIRED, Reason.UNSUPPORTED_MEDIA_TYPE, Reason.NOT_ACCEPTABLE);
        return Arrays.stream(Reason.values()).filter(reason -> !shared.contains(reason));
    }

    @Test
    void a_refusal_has_a_reason_and_a_sentence() {
        TelemedException refusal = TelemedException.because(Reason.NO_ROOM, "There is no room.");
        assertThat(refusal.reason()).isEqualTo(Reason.NO_ROOM);
        assertThat(refusal.message()).isEqualTo("There is no room.");
        assertThat(refusal.retryAfter()).isEmpty();
        assertThat(refusal).hasNoCause();
    }

    @Test
    void a_time_to_wait_is_added_and_nothing_lost() {
        IllegalStateException cause = new IllegalStateException();
        TelemedException failure =
                TelemedException.because(Reason.PROVIDER_DOWN, "Wait.", cause).retryAfter(Duration.ofSeconds(5));
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(5));
        assertThat(failure.reason()).isEqualTo(Reason.PROVIDER_DOWN);
        assertThat(failure.message()).isEqualTo("Wait.");
        assertThat(failure).hasCause(cause);
    }
}
