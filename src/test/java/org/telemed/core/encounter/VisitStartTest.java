package org.telemed.core.encounter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VisitStartTest {
    private static final Instant TEN = Instant.parse("2030-01-01T10:00:00Z");

    @Test
    void a_visit_can_be_joined_shortly_before_it_starts() {
        assertThat(new VisitStart.At(TEN).joinableFrom(Duration.ofMinutes(15)))
                .contains(Instant.parse("2030-01-01T09:45:00Z"));
    }

    @Test
    void where_no_start_is_set_or_readable_there_is_no_such_time() {
        assertThat(VisitStart.NOT_SET.joinableFrom(Duration.ZERO)).isEmpty();
        assertThat(new VisitStart.Unreadable("Encounter.period.start").joinableFrom(Duration.ZERO))
                .isEmpty();
    }
}
