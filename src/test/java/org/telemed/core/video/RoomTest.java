package org.telemed.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RoomTest {
    private static final Instant CREATED = Instant.parse("2030-01-01T10:00:00Z");

    @Test
    void lives_until_the_shorter_of_its_timeouts_after_its_creation() {
        assertThat(room(true, 60, 5, 0).guaranteedLifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(room(true, 5, 60, 0).guaranteedLifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(room(true, 60, 60, 59).guaranteedLifetime()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void may_be_gone_any_time_after_that() {
        assertThat(room(true, 5, 5, 5).guaranteedLifetime()).isEqualTo(Duration.ZERO);
        assertThat(room(true, 5, 5, 7).guaranteedLifetime()).isEqualTo(Duration.ofMinutes(-2));
    }

    @Test
    void does_not_live_once_it_is_over() {
        assertThat(room(false, 60, 60, 0).guaranteedLifetime()).isEqualTo(Duration.ZERO);
    }

    @Test
    void an_id_is_not_empty_and_prints_as_itself() {
        assertThat(new RoomId("RM1")).hasToString("RM1");
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomId(" "));
    }

    private static Room room(boolean inProgress, int unused, int empty, int age) {
        return new Room(
                new RoomId("RM1"),
                "visit-1",
                "",
                inProgress,
                CREATED,
                CREATED.plus(Duration.ofMinutes(age)),
                Duration.ofMinutes(unused),
                Duration.ofMinutes(empty),
                10);
    }
}
