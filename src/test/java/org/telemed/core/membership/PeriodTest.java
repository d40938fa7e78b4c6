package org.telemed.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    private static final Instant ZERO = Instant.parse("2030-01-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "1, 5, 2, 6, 2, 5",
        "2, 6, 1, 5, 2, 5",
        "1, 6, 2, 5, 2, 5",
        "1, 5, , , 1, 5",
        ", , 1, 5, 1, 5",
        "1, , , 5, 1, 5",
        ", 5, 1, , 1, 5",
        ", , , , ,",
        "1, 2, 3, 4, 3, 2"
    })
    void what_two_periods_share_lies_in_both(
            Integer start, Integer end, Integer otherStart, Integer otherEnd, Integer bothStart, Integer bothEnd) {
        assertThat(period(start, end).and(period(otherStart, otherEnd))).isEqualTo(period(bothStart, bothEnd));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, false", "1, 1, true", "2, 1, true", "1, , false", ", 1, false", ", , false"})
    void a_period_that_ends_when_it_starts_is_empty(Integer start, Integer end, boolean empty) {
        assertThat(period(start, end).isEmpty()).isEqualTo(empty);
    }

    @Test
    void what_cannot_be_read_stays_so_in_whatever_it_is_combined_with() {
        Period unreadable = Period.unreadable("x");
        assertThat(unreadable.isEmpty()).isTrue();
        assertThat(unreadable.and(Period.ALWAYS).isEmpty()).isTrue();
        assertThat(Period.ALWAYS.and(unreadable).isEmpty()).isTrue();
    }

    @Test
    void a_period_is_over_from_its_end_on() {
        assertThat(period(null, 5).isOverAt(at(5).minusMillis(1))).isFalse();
        assertThat(period(null, 5).isOverAt(at(5))).isTrue();
        assertThat(period(null, null).isOverAt(at(5))).isFalse();
    }

    @Test
    void a_period_is_ahead_until_shortly_before_its_start() {
        Duration early = Duration.ofSeconds(2);
        assertThat(period(5, null).isAheadAt(at(3).minusMillis(1), early)).isTrue();
        assertThat(period(5, null).isAheadAt(at(3), early)).isFalse();
        assertThat(period(null, 5).isAheadAt(at(0), early)).isFalse();
    }

    @Test
    void an_end_is_there_or_not() {
        assertThat(period(null, 5).ends()).contains(at(5));
        assertThat(Period.ALWAYS.ends()).isEmpty();
    }

    private static Period period(@Nullable Integer start, @Nullable Integer end) {
        return new Period(start == null ? null : at(start), end == null ? null : at(end));
    }

    private static Instant at(int second) {
        return ZERO.plusSeconds(second);
    }
}
