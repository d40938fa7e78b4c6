package org.telemed.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

class RetryOnConflictTest {
    private static final TelemedException LOST = TelemedException.because(Reason.CONFLICT, "lost");
    private static final TelemedException LOST_AGAIN = TelemedException.because(Reason.CONFLICT, "lost again");
    private static final TelemedException REFUSED = TelemedException.because(Reason.NOT_ALLOWED, "no");

    @Test
    void what_wins_at_once_is_done_once() {
        assertThat(RetryOnConflict.untilUncontested(3, failing())).isEqualTo("after 0 failures");
    }

    @Test
    void what_loses_is_tried_again() {
        assertThat(RetryOnConflict.untilUncontested(3, failing(LOST, LOST))).isEqualTo("after 2 failures");
    }

    @Test
    void what_loses_every_time_is_given_up() {
        assertThatThrownBy(() -> RetryOnConflict.untilUncontested(2, failing(LOST, LOST_AGAIN)))
                .isSameAs(LOST_AGAIN);
        assertThatThrownBy(() -> RetryOnConflict.untilUncontested(1, failing(LOST)))
                .isSameAs(LOST);
    }

    @Test
    void any_other_refusal_is_final() {
        assertThatThrownBy(() -> RetryOnConflict.untilUncontested(3, failing(REFUSED)))
                .isSameAs(REFUSED);
        assertThatThrownBy(() -> RetryOnConflict.untilUncontested(3, failing(LOST, REFUSED)))
                .isSameAs(REFUSED);
    }

    @Test
    void a_failure_of_another_kind_is_final() {
        IllegalStateException broken = new IllegalStateException("broken");
        assertThatThrownBy(() -> RetryOnConflict.untilUncontested(3, () -> {
                    throw broken;
                }))
                .isSameAs(broken);
    }

    private static Supplier<String> failing(TelemedException... failures) {
        Deque<TelemedException> left = new ArrayDeque<>(Arrays.asList(failures));
        return () -> {
            if (!left.isEmpty()) {
                throw left.pop();
            }
            return "after " + failures.length + " failures";
        };
    }
}
